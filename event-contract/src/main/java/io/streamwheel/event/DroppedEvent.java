package io.streamwheel.event;

import java.time.Instant;

/**
 * An event that ends here on purpose. It travels on because it must be counted: nothing disappears
 * silently.
 *
 * @param fate why it ends
 * @param reason a short slug of a bounded set, such as {@code sieve} or {@code bot}
 */
public record DroppedEvent(
        String site, String id, long copyId, Instant receivedAt, Fate fate, String reason)
        implements TransformResult {

    /** Why an event ends in the transform stage. */
    public enum Fate {
        /** Another copy of the same event went before. */
        DUPLICATE,
        /** A filter does not want it. */
        FILTERED
    }
}
