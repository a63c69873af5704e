package io.streamwheel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the collector took it: the client's bytes beside what only the door knows.
 *
 * @param site the site that the write key belongs to
 * @param id the client's event id, or the one that the collector made; the idempotency key within
 *     the site
 * @param copyId names this acceptance, not the event: a client's retry has the same {@code id} and
 *     another {@code copyId}, a redelivery inside the pipeline has the same of both. It keeps the
 *     count of duplicates exact
 * @param receivedAt when the collector read it
 * @param sentAt the request's {@code sentAt} by the client's clock, for the correction of clock
 *     skew; an event's own wins
 * @param dialect whose words the payload speaks
 * @param shared a JSON object: what the request says about each of its events, beside them, in the
 *     words of the dialect; an event's own word is stronger
 * @param payload one JSON value, well-formed and within the limits, otherwise as it came; in the
 *     native dialect an object
 * @param replayOf see {@link EventOrigin#replayOf()}
 */
public record CollectedEvent(
        String site,
        String id,
        long copyId,
        Instant receivedAt,
        @Nullable Instant sentAt,
        Dialect dialect,
        @Nullable Payload shared,
        Payload payload,
        @Nullable Long replayOf) {

    /** From the door. */
    public CollectedEvent(
            String site,
            String id,
            long copyId,
            Instant receivedAt,
            @Nullable Instant sentAt,
            Dialect dialect,
            @Nullable Payload shared,
            Payload payload) {
        this(site, id, copyId, receivedAt, sentAt, dialect, shared, payload, null);
    }

    /** From the door, in the native dialect. */
    public CollectedEvent(
            String site,
            String id,
            long copyId,
            Instant receivedAt,
            @Nullable Instant sentAt,
            Payload payload) {
        this(site, id, copyId, receivedAt, sentAt, Dialect.NATIVE, null, payload);
    }

    /** What a later stage must keep of it, to send it through again. */
    public EventOrigin origin() {
        return dialect == Dialect.NATIVE && shared == null && sentAt == null && replayOf == null
                ? EventOrigin.PLAIN
                : new EventOrigin(dialect, shared, sentAt, replayOf);
    }

    /** The bytes that come from the client. */
    public int size() {
        return payload.size() + (shared == null ? 0 : shared.size());
    }
}
