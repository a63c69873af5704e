package io.streamwheel.analysis.site;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the keys again every few seconds, so that a new or revoked one is known everywhere soon.
 */
final class KeyRefresh implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);

    private final ApiKeys keys;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("key-refresh").factory());
    private boolean failing;

    KeyRefresh(ApiKeys keys) {
        this.keys = keys;
    }

    /** Reads the keys now, then again and again. */
    void start(Duration interval) {
        refresh();
        var _ =
                clockwork.scheduleWithFixedDelay(
                        this::refresh,
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Reads the keys now. What was committed before is seen after; never throws. */
    synchronized void refresh() {
        try {
            keys.refresh();
            if (failing) {
                LOG.info("keys can be read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !clockwork.isShutdown()) {
                LOG.warn("keys cannot be read, the last ones go on to be used: {}", e.toString());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
