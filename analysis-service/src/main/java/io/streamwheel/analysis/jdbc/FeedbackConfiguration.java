package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.feedback.FeedbackWriter;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.StoredLists;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.scenario.Scenarios;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds what makes the ids of lists and counts what came of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
class FeedbackConfiguration {

    private static final Duration BETWEEN_REMOVALS = Duration.ofMinutes(10);
    private static final String SECRET = "SELECT secret FROM recommendation_secret";

    @Bean
    @DependsOnDatabaseInitialization
    RecommendationIds recommendationIds(JdbcClient jdbc) {
        return new RecommendationIds(() -> jdbc.sql(SECRET).query(byte[].class).single());
    }

    @Bean
    AtStart secretOfIds(RecommendationIds ids) {
        return new AtStart(ids::readSecret);
    }

    @Bean
    FeedbackWriter feedbackWriter(RecommendationIds ids, FeedbackProperties properties) {
        return new FeedbackWriter(ids, properties.attribution());
    }

    @Bean
    MetricsReader metricsReader(JdbcClient jdbc) {
        return new JdbcMetricsReader(jdbc);
    }

    @Bean
    HoldOut holdOut(FeedbackProperties properties) {
        return new HoldOut(properties.holdOut());
    }

    @Bean
    PersonalLists personalLists(
            Recommender recommender,
            VisitorHistories histories,
            HoldOut holdOut,
            StoredLists stored,
            Scenarios scenarios,
            Patience patience) {
        return new PersonalLists(recommender, histories, holdOut, stored, scenarios, patience);
    }

    @Bean
    Following feedbackRemoval(DataSource database, FeedbackWriter feedback, Clock clock) {
        return Following.behind(
                "feedback-removal", BETWEEN_REMOVALS, () -> removeOld(database, feedback, clock));
    }

    private static void removeOld(DataSource database, FeedbackWriter feedback, Clock clock) {
        try (Connection connection = database.getConnection()) {
            int removed;
            do {
                removed = feedback.removeOld(connection, clock.instant());
            } while (removed > 0 && !Thread.currentThread().isInterrupted());
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(String.valueOf(e.getMessage()), e);
        }
    }
}
