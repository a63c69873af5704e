package io.streamwheel.analysis.jdbc;

import org.springframework.context.SmartLifecycle;

/**
 * Reads what must be known before anything is consumed or answered, once all beans are made, in
 * whatever order: the tables and the configured site are there then. What it throws ends the start.
 */
final class AtStart implements SmartLifecycle {

    private final Runnable read;
    private volatile boolean running;

    AtStart(Runnable read) {
        this.read = read;
    }

    @Override
    public void start() {
        read.run();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before {@link Following} and everything of the framework's. */
    @Override
    public int getPhase() {
        return -1;
    }
}
