package io.streamwheel.analysis.jdbc;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Repeats a look at the store, on a thread of its own that requests go before. A look that fails is
 * made again; only the first failure and the end of it are logged. The stop interrupts a look and
 * does not wait for it.
 */
final class Following implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Following.class);

    /** Before consumers and builds, which could hold it up for long while they are busy. */
    private static final int PRIORITY = Thread.NORM_PRIORITY - 1;

    private final String name;
    private final Duration every;
    private final Runnable look;
    private final boolean firstAtStart;
    private final ScheduledExecutorService thread;
    private volatile boolean running;
    private boolean failing;

    Following(String name, Duration every, Runnable look) {
        this(name, every, look, true);
    }

    private Following(String name, Duration every, Runnable look, boolean firstAtStart) {
        this.name = name;
        this.every = every;
        this.look = look;
        this.firstAtStart = firstAtStart;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(name).daemon().priority(PRIORITY).factory());
    }

    /** For what may take long: the start does not wait for the first look. */
    static Following behind(String name, Duration every, Runnable look) {
        return new Following(name, every, look, false);
    }

    /** The first look is made before requests come in, when the store allows. */
    @Override
    public void start() {
        if (firstAtStart) {
            look();
        }
        running = true;
        thread.scheduleWithFixedDelay(
                this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            look.run();
            if (failing) {
                log.info("{} goes on", name);
            }
            failing = false;
        } catch (RuntimeException failed) {
            if (thread.isShutdown()) {
                log.debug("{} ends within a look", name, failed);
            } else if (!failing) {
                log.warn("{} waits for the database: {}", name, failed.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server takes requests, which is in the last phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
