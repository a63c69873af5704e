package io.streamwheel.ingest.jdbc;

import io.streamwheel.ingest.key.KeyRing;
import io.streamwheel.ingest.key.KeyRingSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Keeps the newest snapshot of the keys, and the last one while the database is away: what was a
 * key a moment ago is one still.
 *
 * <p>A table without any key is one that analysis has not filled yet, so the first snapshot has at
 * least one: else a valid key would be refused for good where it is only early.
 */
final class KeyRingKeeper implements KeyRingSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyRingKeeper.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Supplier<KeyRing> reading;
    private final Duration pause;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("key-ring").daemon().factory());
    private volatile @Nullable KeyRing current;
    private boolean failing;

    /**
     * Begins to read at once, in the background.
     *
     * @param pause between two readings; shorter until there are keys
     */
    KeyRingKeeper(Supplier<KeyRing> reading, Duration pause) {
        this.reading = reading;
        this.pause = pause;
        timer.execute(this::run);
    }

    @Override
    public Optional<KeyRing> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void run() {
        refresh();
        Duration next = current == null && FIRST_PAUSE.compareTo(pause) < 0 ? FIRST_PAUSE : pause;
        if (!timer.isShutdown()) {
            var _ = timer.schedule(this::run, next.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Must not throw: nobody would read again. */
    private void refresh() {
        try {
            KeyRing ring = reading.get();
            if (current == null && ring.keys().isEmpty()) {
                return;
            }
            if (failing || current == null) {
                log.info("API keys are there: {}", ring.keys().size());
            }
            current = ring;
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !timer.isShutdown()) {
                log.warn(
                        "API keys cannot be read, {}: {}",
                        current == null ? "nobody gets in" : "the last ones stay",
                        NestedExceptionUtils.getMostSpecificCause(e).toString());
            }
            failing = true;
        }
    }
}
