package io.streamwheel.analysis.site;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes revoked keys a while after their revocation, so that a site that changes its keys every
 * hour does not fill the table that the collector reads every two seconds. Who revoked which key
 * stays in the log.
 *
 * <p>A configured key is kept: the next start would add it anew, and a revoked key would open the
 * door again.
 */
final class RevokedKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedKeys.class);
    private static final long HOURS_BETWEEN = 1;

    private final ApiKeyRepository keys;
    private final List<KeyHash> configured;
    private final Duration retention;
    private final Clock clock;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("revoked-keys").factory());

    /**
     * @param retention how long a key is shown after its revocation
     * @param configured keys in clear that are added at each start
     */
    RevokedKeys(ApiKeyRepository keys, Duration retention, List<String> configured, Clock clock) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException(
                    "streamwheel.analysis.revoked-key-retention must not be negative: "
                            + retention);
        }
        this.keys = keys;
        this.retention = retention;
        this.configured = configured.stream().map(KeyHash::ofKey).toList();
        this.clock = clock;
    }

    /** Deletes now and every hour. */
    void start() {
        var _ = clockwork.scheduleWithFixedDelay(this::delete, 0, HOURS_BETWEEN, TimeUnit.HOURS);
    }

    /** Must not throw: nobody would delete again. */
    void delete() {
        try {
            int deleted = keys.deleteRevokedBefore(clock.instant().minus(retention), configured);
            if (deleted > 0) {
                LOG.info("deleted {} keys that were revoked more than {} ago", deleted, retention);
            }
        } catch (RuntimeException e) {
            LOG.warn("revoked keys were not deleted, the next turn will: {}", e.toString());
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
