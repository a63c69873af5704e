package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.failed.Discards;
import io.streamwheel.analysis.failed.FailedEventAudit;
import io.streamwheel.analysis.failed.FailedEventRetention;
import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.failed.ReplayJobs;
import io.streamwheel.analysis.failed.ReplayQueue;
import io.streamwheel.analysis.failed.ReplayWorkers;
import io.streamwheel.analysis.failed.Replayer;
import io.streamwheel.analysis.site.Sites;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;

/** Builds what keeps failed events, and what is done with them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FailedEventSettings.class)
class FailedEventConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_REMOVALS = Duration.ofMinutes(5);

    @Bean
    FailedEventStore failedEventStore(DataSource database, Sites sites) {
        return new FailedEventStore(database, sites);
    }

    @Bean
    FailedEvents failedEvents(DataSource database, Sites sites) {
        return new FailedEvents(database, sites);
    }

    @Bean
    FailedEventAudit failedEventAudit(DataSource database) {
        return new FailedEventAudit(database);
    }

    @Bean
    Discards discards(DataSource database, FailedEvents failedEvents) {
        return new Discards(database, failedEvents);
    }

    @Bean
    Replayer replayer(DataSource database, FailedEvents failedEvents, ReplayQueue queue) {
        return new Replayer(database, failedEvents, queue);
    }

    @Bean
    ReplayJobs replayJobs(DataSource database) {
        return new ReplayJobs(database);
    }

    @Bean
    ReplayWorkers replayWorkers(
            DataSource database, ReplayQueue queue, FailedEventSettings settings) {
        return new ReplayWorkers(database, queue, settings.replayLease());
    }

    @Bean
    Following replayFollowing(ReplayWorkers workers) {
        return new Following("replay-jobs", BETWEEN_LOOKS, unchecked(workers::look));
    }

    @Bean
    Following failedEventRemoval(DataSource database, FailedEventSettings settings) {
        FailedEventRetention retention =
                new FailedEventRetention(database, settings.retention(), settings.auditRetention());
        return new Following(
                "failed-event-removal", BETWEEN_REMOVALS, unchecked(retention::remove));
    }

    /** What is done in the database. */
    private interface Work {
        void run() throws SQLException;
    }

    private static Runnable unchecked(Work work) {
        return () -> {
            try {
                work.run();
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException(String.valueOf(e.getMessage()), e);
            }
        };
    }
}
