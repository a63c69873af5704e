package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.precompute.Precomputation;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.scenario.Scenarios;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds what makes lists beforehand, and finds them again. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrecomputationProperties.class)
class PrecomputationConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Bean
    JdbcUserLists userLists(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PrecomputationProperties properties,
            Clock clock) {
        return new JdbcUserLists(
                jdbc, transactions, properties.activeWithin(), properties.visitors(), clock);
    }

    @Bean
    Following precomputation(
            ModelRegistry models,
            PersonalLists personal,
            Scenarios scenarios,
            RecommendationIds ids,
            JdbcUserLists lists,
            PrecomputationProperties properties,
            Clock clock) {
        Precomputation precomputation =
                new Precomputation(
                        models, personal, scenarios, ids, lists, properties.settings(), clock);
        return Following.behind(
                "precomputation",
                BETWEEN_LOOKS,
                () -> {
                    if (properties.enabled()) {
                        precomputation.look();
                    }
                });
    }
}
