package io.streamwheel.analysis.history;

import java.time.Duration;

/**
 * Weights fade by half in each half-life, counted back from a moment of the data and never from the
 * clock, so that old data gives the same whenever it is looked at.
 *
 * @param from epoch milliseconds; what is later does not fade
 */
public record Decay(long from, Duration halfLife) {

    private static final double LN_HALF = Math.log(0.5);

    /** The share that is left of a weight of that time, above 0 and at most 1. */
    public float at(long time) {
        double age = Math.max(0, from - time);
        return (float) Math.max(Float.MIN_NORMAL, Math.exp(LN_HALF * age / halfLife.toMillis()));
    }
}
