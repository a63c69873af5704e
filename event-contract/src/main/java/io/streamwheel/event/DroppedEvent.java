package io.streamwheel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that ends here on purpose. It travels on because it must be counted: nothing disappears
 * silently.
 *
 * @param fate why it ends
 * @param reason a short slug of a bounded set, such as {@code sieve} or {@code bot}
 * @param replayOf see {@link EventOrigin#replayOf()}
 */
public record DroppedEvent(
        String site,
        String id,
        long copyId,
        Instant receivedAt,
        Fate fate,
        String reason,
        @Nullable Long replayOf)
        implements TransformResult {

    /** From the door. */
    public DroppedEvent(
            String site, String id, long copyId, Instant receivedAt, Fate fate, String reason) {
        this(site, id, copyId, receivedAt, fate, reason, null);
    }

    /** Why an event ends in the transform stage. */
    public enum Fate {
        /** Another copy of the same event went before. */
        DUPLICATE,
        /** A filter does not want it. */
        FILTERED
    }
}
