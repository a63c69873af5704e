package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.ItemDaysReader;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.profile.Profiles;
import io.streamwheel.analysis.profile.VisitorReader;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.recommend.OtherWriters;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.PopularLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.session.SessionIndexes;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds what answers lists, profiles and items. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServingProperties.class)
class ServingConfiguration {

    @Bean
    ItemReader itemReader(DataSource source, PlatformTransactionManager transactions) {
        return new JdbcItemReader(source, transactions);
    }

    @Bean
    ItemWriter itemWriter(
            JdbcClient jdbc, PlatformTransactionManager transactions, ItemFactsWriter observed) {
        return new JdbcItemWriter(jdbc, transactions, observed);
    }

    @Bean
    Catalogue catalogue(ItemReader reader) {
        return new Catalogue(reader);
    }

    @Bean
    Following catalogueFollowing(Catalogue catalogue, ServingProperties properties) {
        return new Following("catalogue-following", properties.refresh(), catalogue::refresh);
    }

    @Bean
    Following modelFollowing(ModelRegistry registry, ServingProperties properties) {
        return new Following("model-following", properties.refresh(), registry::refresh);
    }

    @Bean
    VisitorHistory.Rules historyRules(ModelProperties properties) {
        return properties.historyRules();
    }

    @Bean
    HistoryReader historyReader(JdbcClient jdbc, Catalogue catalogue) {
        return new JdbcHistoryReader(jdbc, catalogue::shared);
    }

    @Bean
    Patience patience(ServingProperties properties) {
        return new Patience(properties.storePatience(), properties.storeRest());
    }

    /** Looked at as often as a history would be read again if others stored all the time. */
    @Bean
    OtherWriters otherWriters(JdbcTemplate jdbc, ServingProperties properties) {
        return new OtherWriters(
                new JdbcStoredEvents(jdbc),
                properties.historyFreshness().multipliedBy(2),
                System::nanoTime);
    }

    @Bean
    Following otherWritersFollowing(OtherWriters others, ServingProperties properties) {
        return new Following(
                "other-writers-following", properties.historyFreshness(), others::look);
    }

    @Bean
    VisitorHistories visitorHistories(
            HistoryReader reader,
            VisitorHistory.Rules rules,
            Patience patience,
            OtherWriters others,
            ServingProperties properties) {
        return new VisitorHistories(
                reader,
                rules,
                patience,
                others,
                properties.historyLimit(),
                properties.historyFreshness(),
                properties.histories());
    }

    @Bean
    PopularLists popularLists(
            JdbcClient jdbc,
            ModelRegistry models,
            Patience patience,
            ModelProperties learning,
            ServingProperties properties,
            Clock clock) {
        return new PopularLists(
                new JdbcTrendReader(jdbc, learning.weights()),
                models,
                patience,
                properties.rankingFreshness(),
                clock);
    }

    @Bean
    Recommender recommender(
            ModelRegistry models,
            Catalogue catalogue,
            Contents contents,
            VisitorHistories histories,
            PopularLists popular,
            SessionIndexes sessions,
            Clock clock) {
        return new Recommender(models, catalogue, contents, histories, popular, sessions, clock);
    }

    @Bean
    Contents contents(Catalogue catalogue) {
        return new Contents(catalogue);
    }

    /** After the catalogue's: both make their first look in the order of their beans. */
    @Bean
    Following contentFollowing(
            Contents contents, Following catalogueFollowing, ServingProperties properties) {
        return new Following("content-following", properties.refresh(), contents::refresh);
    }

    @Bean
    Scenarios scenarios(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Scenarios(new JdbcScenarioStore(jdbc, transactions));
    }

    @Bean
    Following scenarioFollowing(Scenarios scenarios, ServingProperties properties) {
        return new Following("scenario-following", properties.refresh(), scenarios::refresh);
    }

    @Bean
    Lag lag(StoreLag lag) {
        return () -> lag.last().toMillis() / 1e3;
    }

    @Bean
    Profiles profiles(
            JdbcClient jdbc,
            HistoryReader histories,
            VisitorHistory.Rules rules,
            Catalogue catalogue,
            ServingProperties properties) {
        return new Profiles(
                new JdbcProfileReader(jdbc), histories, properties.interests(rules), catalogue);
    }

    @Bean
    VisitorReader visitorReader(JdbcClient jdbc) {
        return new JdbcVisitorReader(jdbc);
    }

    @Bean
    ItemDaysReader itemDaysReader(JdbcClient jdbc) {
        return new JdbcItemDaysReader(jdbc, JdbcItemDaysReader.MOST_ROWS);
    }
}
