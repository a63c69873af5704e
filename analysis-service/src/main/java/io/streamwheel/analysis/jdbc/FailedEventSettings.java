package io.streamwheel.analysis.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long failed events stay, and how jobs are shared.
 *
 * @param retention after their last change; at least 14 days
 * @param auditRetention how long it is known who did what; at least as long
 * @param replayLease how long a process that says nothing is believed to work on its replay jobs
 */
@ConfigurationProperties("streamwheel.analysis.failed")
record FailedEventSettings(
        @DefaultValue("30d") Duration retention,
        @DefaultValue("365d") Duration auditRetention,
        @DefaultValue("10s") Duration replayLease) {}
