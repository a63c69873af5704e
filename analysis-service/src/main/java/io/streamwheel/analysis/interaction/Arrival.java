package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.deduplication.Copy;
import io.streamwheel.analysis.deduplication.EventIdentity;
import io.streamwheel.analysis.deduplication.Receipt;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.DroppedEvent.Fate;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.TransformResult;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One copy of an event that came from the queue, and whose it is. */
record Arrival(SiteId site, EventIdentity identity, TransformResult result) {

    static Arrival of(SiteId site, TransformResult result) {
        return new Arrival(site, EventIdentity.of(site, result.id()), result);
    }

    long copyId() {
        return result.copyId();
    }

    /** Whether it comes from the failed events and not from the door. */
    boolean isReplay() {
        return result.replayOf() != null;
    }

    /** UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(result.receivedAt(), ZoneOffset.UTC);
    }

    /**
     * As a duplicate.
     *
     * @param isOrphan whether no copy of the event has a receipt yet
     */
    Copy copy(boolean isOrphan) {
        return new Copy(day(), copyId(), isOrphan ? duplicateReason() : null);
    }

    /** Whether it wants to be the one that counts: everything but what the sieve dropped. */
    boolean isClaimant() {
        return !(result instanceof DroppedEvent dropped && dropped.fate() == Fate.DUPLICATE);
    }

    /** Why it counts as a duplicate, if it turns out to be one. */
    String duplicateReason() {
        return result instanceof DroppedEvent dropped ? dropped.reason() : "store";
    }

    Receipt receipt() {
        return switch (result) {
            case EnrichedEvent event ->
                    Receipt.stored(day(), identity, copyId(), identity.keyAt(event.originalAt()));
            case DroppedEvent dropped ->
                    Receipt.filtered(day(), identity, copyId(), dropped.reason());
        };
    }
}
