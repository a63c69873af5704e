package io.streamwheel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: an event that cannot be used, and why. Kept, shown, edited, replayed.
 *
 * @param site the site, unless the message was a stranger's
 * @param id the event id, unless the bytes name none
 * @param copyId the acceptance at the door, or a random number for a stranger's message; the same
 *     failure told twice counts once
 * @param stage where it failed
 * @param reason a short slug of a bounded set, such as {@code nul-in-text}
 * @param detail one sentence for people
 * @param receivedAt when the collector read it, or when the stage met it
 * @param failedAt when the stage gave up
 * @param payload the original bytes, of whatever kind
 * @param cut whether the payload is only the beginning of them
 * @param origin what a replay needs beside the payload; when it is itself a replay, it is no
 *     further failure but the same one again
 */
public record FailedEvent(
        @Nullable String site,
        @Nullable String id,
        long copyId,
        Stage stage,
        String reason,
        String detail,
        Instant receivedAt,
        Instant failedAt,
        Payload payload,
        boolean cut,
        EventOrigin origin) {

    /** A whole payload, and nothing to be known beside it. */
    public FailedEvent(
            @Nullable String site,
            @Nullable String id,
            long copyId,
            Stage stage,
            String reason,
            String detail,
            Instant receivedAt,
            Instant failedAt,
            Payload payload) {
        this(
                site,
                id,
                copyId,
                stage,
                reason,
                detail,
                receivedAt,
                failedAt,
                payload,
                false,
                EventOrigin.PLAIN);
    }

    /** Where an event can fail. */
    public enum Stage {
        COLLECT,
        TRANSFORM,
        ANALYSIS;

        /** Lower case, as the interface says it. */
        public String slug() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
