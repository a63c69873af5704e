package io.streamwheel.transform.deduplication;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sieve as one batch sees it: what the sieve knows, and what went through earlier in the batch.
 * The sieve itself learns of the batch by {@link #mark()} only, after the broker has confirmed.
 *
 * <p>Were it told before, a batch that fails to be published would find its own events to be
 * duplicates when it is tried again. And an event that another thread has in hand is not called a
 * duplicate either, for that thread may yet fail: both copies pass, and the store decides.
 */
public final class SievedBatch {

    private final DuplicateSieve sieve;
    private final EventHash.Maker hashes = new EventHash.Maker();
    private final Map<EventHash, Long> passed = new HashMap<>();

    SievedBatch(DuplicateSieve sieve) {
        this.sieve = sieve;
    }

    /** What the other two methods call the event. */
    public EventHash hash(String site, String id) {
        return hashes.of(site, id);
    }

    /**
     * Whether another copy of the event went before. The same copy again is none: it is a
     * redelivery, which the store ignores.
     */
    public boolean isDuplicate(EventHash event, long copyId) {
        @Nullable Long earlier = passed.get(event);
        return earlier != null ? earlier != copyId : sieve.hasOtherCopy(event, copyId);
    }

    /** The event is on its way, as this copy. */
    public void pass(EventHash event, long copyId) {
        passed.putIfAbsent(event, copyId);
    }

    /** Everything that passed is safe: the sieve may know. */
    public void mark() {
        passed.forEach(sieve::mark);
    }
}
