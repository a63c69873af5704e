package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.people.FollowReader;
import io.streamwheel.analysis.people.FreshStances;
import io.streamwheel.analysis.people.People;
import io.streamwheel.analysis.people.PeopleGraphs;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.site.Sites;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Builds what answers lists of people. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleProperties.class)
class PeopleConfiguration {

    @Bean
    FollowReader followReader(
            JdbcClient jdbc, DataSource source, PlatformTransactionManager transactions) {
        return new JdbcFollowReader(jdbc, source, transactions);
    }

    @Bean
    PeopleGraphs peopleGraphs(
            FollowReader follows,
            JdbcClient jdbc,
            DataSource source,
            PlatformTransactionManager transactions,
            ModelProperties learning,
            PeopleProperties properties,
            Clock clock) {
        return new PeopleGraphs(
                follows,
                new JdbcTasteReader(
                        source,
                        transactions,
                        learning.weights(),
                        learning.maxPairWeight(),
                        properties.interactions()),
                new JdbcPeopleModelStore(jdbc, JsonMapper.shared()),
                properties.trainingBudget(),
                clock);
    }

    @Bean
    FreshStances freshStances(
            FollowReader follows, Patience patience, ServingProperties properties) {
        return new FreshStances(
                follows, patience, properties.historyFreshness(), properties.histories());
    }

    @Bean
    People people(PeopleGraphs graphs, FreshStances stances, VisitorHistories histories) {
        return new People(graphs, stances, histories);
    }

    @Bean
    Following peopleFollowing(PeopleGraphs graphs, PeopleProperties properties) {
        return new Following("people-following", properties.refresh(), graphs::refresh);
    }

    /**
     * Apart from the graphs, and not at its first look: reading all that was done takes a while.
     */
    @Bean
    Following tasteFollowing(PeopleGraphs graphs, Sites sites, PeopleProperties properties) {
        AtomicBoolean started = new AtomicBoolean();
        return new Following(
                "taste-following",
                properties.refresh(),
                () -> {
                    if (started.getAndSet(true)) {
                        sites.all().forEach(graphs::readTastes);
                    }
                });
    }
}
