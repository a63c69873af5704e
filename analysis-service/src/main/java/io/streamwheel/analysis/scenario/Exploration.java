package io.streamwheel.analysis.scenario;

import java.time.Duration;

/**
 * Places that are kept for new items.
 *
 * @param share of the places of a list, 0 to 0.5; never more, and rounded down
 * @param newWithin an item is new for so long after it was first heard of
 * @param maxWeight and while its interactions weigh no more in the served model, a view being 1
 */
public record Exploration(double share, Duration newWithin, double maxWeight) {

    static final double MOST_SHARE = 0.5;
    static final int DEFAULT_DAYS = 14;
    static final double DEFAULT_WEIGHT = 10;

    /** No places. */
    public static final Exploration NONE =
            new Exploration(0, Duration.ofDays(DEFAULT_DAYS), DEFAULT_WEIGHT);

    public Exploration {
        if (!(share >= 0 && share <= MOST_SHARE)) {
            throw new IllegalArgumentException("share must be 0 to " + MOST_SHARE + ": " + share);
        }
    }

    /** How many of the places of a list of that length. */
    public int places(int n) {
        return (int) Math.floor(share * n + 1e-9); // 0.2 * 10 is 2, whatever floats make of it
    }
}
