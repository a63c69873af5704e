package io.streamwheel.analysis.precompute;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes one thread work for a share of the time only. When the machine is busy the work takes
 * longer, and the rest grows with it.
 */
final class Throttle {

    private final double share;
    private final LongSupplier ticker;
    private final Sleep sleep;

    /** What waits so long, or is interrupted. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration rest) throws InterruptedException;
    }

    /**
     * @param share of the time, above 0, at most 1
     */
    Throttle(double share) {
        this(share, System::nanoTime, Thread::sleep);
    }

    /**
     * @param ticker nanoseconds, from anywhere
     */
    Throttle(double share, LongSupplier ticker, Sleep sleep) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0, at most 1: " + share);
        }
        this.share = share;
        this.ticker = ticker;
        this.sleep = sleep;
    }

    /** The beginning of a piece of work. */
    long begin() {
        return ticker.getAsLong();
    }

    /**
     * Rests for what a piece of work took.
     *
     * @return false when the thread was interrupted, and is still
     */
    boolean restSince(long begun) {
        long worked = ticker.getAsLong() - begun;
        try {
            sleep.sleep(Duration.ofNanos(Math.round(worked * (1 / share - 1))));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
