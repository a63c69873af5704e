package io.streamwheel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must be known beside its payload to send an event through the pipeline again.
 *
 * @param dialect whose words the payload speaks
 * @param shared what the request said of all its events; null when nothing, or when it is laid
 *     beneath the payload already
 * @param sentAt the request's {@code sentAt}
 * @param replayOf the number of the failed event that this is a replay of; null when it came
 *     through the door. A replay is no acceptance: whoever decides its fate takes it from the
 *     failed ones
 */
public record EventOrigin(
        Dialect dialect,
        @Nullable Payload shared,
        @Nullable Instant sentAt,
        @Nullable Long replayOf) {

    /** Native, alone and from the door, as most are: costs nothing on the wire. */
    public static final EventOrigin PLAIN = new EventOrigin(Dialect.NATIVE, null, null, null);

    /** A replay of which nothing else is known, or nothing of interest. */
    public static EventOrigin replayOf(@Nullable Long failedId) {
        return failedId == null ? PLAIN : new EventOrigin(Dialect.NATIVE, null, null, failedId);
    }
}
