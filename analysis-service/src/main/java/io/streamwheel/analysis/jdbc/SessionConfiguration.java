package io.streamwheel.analysis.jdbc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.analysis.session.SessionIndexes;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds what keeps the newest sessions in memory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Bean
    SessionIndexes sessionIndexes(
            DataSource source,
            PlatformTransactionManager transactions,
            ModelProperties learning,
            SessionProperties properties,
            Clock clock,
            MeterRegistry meters) {
        SessionIndexes indexes =
                new SessionIndexes(
                        new JdbcSessionReader(
                                source, transactions, learning.weights(), properties.settings()),
                        properties.settings(),
                        clock);
        Gauge.builder("streamwheel.analysis.sessions.indexed", indexes, SessionIndexes::sessions)
                .description("Sessions in memory, of all sites")
                .register(meters);
        Gauge.builder(
                        "streamwheel.analysis.sessions.age",
                        indexes,
                        each -> each.age().toMillis() / 1e3)
                .description("Seconds for which the index of some site may have missed something")
                .register(meters);
        return indexes;
    }

    @Bean
    Following sessionFollowing(SessionIndexes indexes) {
        return new Following("session-following", BETWEEN_LOOKS, indexes::refresh);
    }
}
