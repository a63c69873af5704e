package io.streamwheel.analysis.deduplication;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A further copy of an event that is known already.
 *
 * @param day UTC, of its receipt
 */
public record Copy(LocalDate day, long copyId) implements Comparable<Copy> {

    private static final Comparator<Copy> ORDER =
            Comparator.comparing(Copy::day).thenComparingLong(Copy::copyId);

    @Override
    public int compareTo(Copy other) {
        return ORDER.compare(this, other);
    }
}
