package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.report.Numbers;
import java.util.Locale;

/**
 * What a figure, or its ratio to that of a peer, should reach.
 *
 * @param least whether more is better
 * @param value of the bar
 * @param stretch what would be better still; equal to the bar where nothing is said
 * @param allowance taken off a figure before it is divided by the peer's
 */
record Bar(boolean least, double value, double stretch, double allowance) {

    Bar {
        if (value <= 0 || stretch <= 0 || allowance < 0) {
            throw new IllegalArgumentException("a bar is above 0: " + value + ", " + stretch);
        }
        if (least ? stretch < value : stretch > value) {
            throw new IllegalArgumentException("a stretch is no easier than its bar: " + stretch);
        }
    }

    static Bar least(double value, double stretch) {
        return new Bar(true, value, stretch, 0);
    }

    static Bar least(double value) {
        return least(value, value);
    }

    static Bar most(double value, double stretch) {
        return new Bar(false, value, stretch, 0);
    }

    static Bar most(double value) {
        return most(value, value);
    }

    Bar allowing(double more) {
        return new Bar(least, value, stretch, more);
    }

    /** This divided by that of the peer, as the bar wants to see it. */
    double ratio(double ours, double peer) {
        return Math.max(0, ours - allowance) / peer;
    }

    boolean isMetBy(double judged) {
        return least ? judged >= value : judged <= value;
    }

    boolean hasStretch() {
        return stretch != value;
    }

    boolean isExceededBy(double judged) {
        return hasStretch() && (least ? judged >= stretch : judged <= stretch);
    }

    /** How good that is: 1 is the bar itself, and more is better. */
    double reach(double judged) {
        return least ? judged / value : value / judged;
    }

    /** As {@link #reach}, of the stretch. */
    double stretchReach() {
        return reach(stretch);
    }

    /**
     * In words: at least 0.7.
     *
     * @param unit behind the number
     */
    String words(String unit) {
        String more =
                allowance == 0
                        ? ""
                        : String.format(Locale.ROOT, " + %s ms", Numbers.plain(allowance));
        return (least ? "at least " : "at most ") + Numbers.plain(value) + unit + more;
    }
}
