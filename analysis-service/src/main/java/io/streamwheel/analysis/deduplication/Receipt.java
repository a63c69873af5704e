package io.streamwheel.analysis.deduplication;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an event came, and what became of it.
 *
 * @param day UTC, of the receipt
 * @param copyId which copy of the event it was
 * @param filteredBecause why it was filtered; null when it is stored
 * @param eventKey where it is stored; null when it is filtered
 */
public record Receipt(
        LocalDate day,
        EventIdentity identity,
        long copyId,
        @Nullable String filteredBecause,
        @Nullable UUID eventKey) {

    public static Receipt stored(
            LocalDate day, EventIdentity identity, long copyId, UUID eventKey) {
        return new Receipt(day, identity, copyId, null, eventKey);
    }

    public static Receipt filtered(
            LocalDate day, EventIdentity identity, long copyId, String reason) {
        return new Receipt(day, identity, copyId, reason, null);
    }
}
