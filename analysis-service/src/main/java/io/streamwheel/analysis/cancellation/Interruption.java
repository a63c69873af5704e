package io.streamwheel.analysis.cancellation;

import java.util.concurrent.CancellationException;

/**
 * Ends work that takes long when its thread is interrupted. Such work asks often enough that a stop
 * need not wait: between rows, visitors, rounds.
 */
public final class Interruption {

    private Interruption() {}

    /**
     * Goes on unless the thread is interrupted, which it stays.
     *
     * @throws CancellationException it is
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
