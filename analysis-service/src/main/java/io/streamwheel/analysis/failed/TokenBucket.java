package io.streamwheel.analysis.failed;

import java.util.function.LongSupplier;

/** Lets so many pass in a second, and after a pause a fifth of a second's at once. */
final class TokenBucket {

    private static final double BURST_SECONDS = 0.2;
    private static final double NANOS = 1e9;

    private final int rate;
    private final double most;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    /**
     * @param rate a second, from 1 on
     */
    TokenBucket(int rate, LongSupplier nanoTime) {
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be at least 1: " + rate);
        }
        this.rate = rate;
        this.most = Math.max(1, rate * BURST_SECONDS);
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
        this.tokens = 1;
    }

    int rate() {
        return rate;
    }

    /** How many may pass now, at most {@code wanted}. */
    int available(int wanted) {
        long now = nanoTime.getAsLong();
        tokens = Math.min(most, tokens + (now - filledAt) / NANOS * rate);
        filledAt = now;
        return (int) Math.min(wanted, tokens);
    }

    /** So many passed. */
    void spend(int count) {
        tokens -= count;
    }
}
