package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.deduplication.EventIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The copies of one event within one batch, in the order in which they came. */
final class EventCopies {

    private final EventIdentity identity;
    private final List<Arrival> copies = new ArrayList<>(1);
    private @Nullable Arrival claimant;
    private @Nullable Long knownCopy;
    private boolean isNew;
    private @Nullable String countedBefore;

    private EventCopies(EventIdentity identity) {
        this.identity = identity;
    }

    /** Puts the copies of each event together, in one order for all writers. */
    static Collection<EventCopies> group(Collection<Arrival> batch) {
        TreeMap<EventIdentity, EventCopies> groups = new TreeMap<>();
        for (Arrival arrival : batch) {
            groups.computeIfAbsent(arrival.identity(), EventCopies::new).add(arrival);
        }
        return groups.values();
    }

    private void add(Arrival arrival) {
        copies.add(arrival);
        if (claimant == null && arrival.isClaimant()) {
            claimant = arrival;
        }
    }

    EventIdentity identity() {
        return identity;
    }

    /**
     * The copy that will count if the event is new; null when there are dropped duplicates only.
     */
    @Nullable Arrival claimant() {
        return claimant;
    }

    /** Whether one of them comes from the failed events. */
    boolean isReplayed() {
        return copies.stream().anyMatch(Arrival::isReplay);
    }

    /** The copy whose day decides where receipts are looked for. */
    Arrival first() {
        return claimant == null ? copies.getFirst() : claimant;
    }

    /**
     * The claimant's receipt was written.
     *
     * @param countedBefore why that very copy counted as a duplicate until now; null when it did
     *     not
     */
    void claimed(@Nullable String countedBefore) {
        knownCopy = first().copyId();
        isNew = true;
        this.countedBefore = countedBefore;
    }

    /**
     * Why the copy that counts was taken for a duplicate before: transform sieved a redelivery of
     * what it had not sent on, died, and the next delivery came through. Null when it was not.
     */
    @Nullable String countedBefore() {
        return countedBefore;
    }

    /** Whether no copy has a receipt. */
    boolean isOrphaned() {
        return knownCopy == null;
    }

    /** Another copy, or this one on an earlier delivery, was there before. */
    void knownAs(long copyId) {
        knownCopy = copyId;
    }

    /** The claimant, if it is the first copy ever seen. */
    @Nullable Arrival newcomer() {
        return isNew ? claimant : null;
    }

    /** The copies beside the one that counts, each once. */
    List<Arrival> duplicates() {
        List<Arrival> duplicates = new ArrayList<>(0);
        Set<Long> seen = new HashSet<>();
        for (Arrival copy : copies) {
            boolean counts = knownCopy != null && knownCopy == copy.copyId();
            if (!counts && seen.add(copy.copyId())) {
                duplicates.add(copy);
            }
        }
        return duplicates;
    }
}
