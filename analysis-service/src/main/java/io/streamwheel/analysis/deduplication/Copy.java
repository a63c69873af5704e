package io.streamwheel.analysis.deduplication;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A further copy of an event.
 *
 * @param day UTC, of its receipt
 * @param orphanReason why it counts as a duplicate, when it came before any copy that has a
 *     receipt; null when there is one
 */
public record Copy(LocalDate day, long copyId, @Nullable String orphanReason)
        implements Comparable<Copy> {

    private static final Comparator<Copy> ORDER =
            Comparator.comparing(Copy::day).thenComparingLong(Copy::copyId);

    @Override
    public int compareTo(Copy other) {
        return ORDER.compare(this, other);
    }
}
