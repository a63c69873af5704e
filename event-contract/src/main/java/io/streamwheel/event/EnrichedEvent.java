package io.streamwheel.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is checked, corrected and mapped, ready to be stored.
 *
 * <p>An event that names both a user and an anonymous id links the two, see {@link
 * #linksIdentity()}.
 *
 * @param type one of {@link EventTypes} or the site's own
 * @param userId who did it, when known; at least one of {@code userId} and {@code anonymousId} is
 *     there
 * @param originalAt the client's timestamp as it was sent, or {@code receivedAt} when there was
 *     none; the same in every retry
 * @param occurredAt {@code originalAt} corrected by the client's clock skew, never later than
 *     {@code receivedAt}
 * @param targetUserId whom a {@code follow} or {@code unfollow} is about
 * @param interactions what was done with which item; empty for events without items
 * @param facts what the event says about items
 * @param payload the client's bytes
 * @param origin what a replay needs, should the store refuse it; what was shared is laid beneath
 *     the payload by now
 */
public record EnrichedEvent(
        String site,
        String id,
        long copyId,
        String type,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant originalAt,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String sessionId,
        @Nullable String recommendationId,
        @Nullable String targetUserId,
        List<Interaction> interactions,
        List<ItemFacts> facts,
        Payload payload,
        EventOrigin origin)
        implements TransformResult {

    /** Of an event that came through the door alone and in the native dialect. */
    public EnrichedEvent(
            String site,
            String id,
            long copyId,
            String type,
            @Nullable String userId,
            @Nullable String anonymousId,
            Instant originalAt,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String sessionId,
            @Nullable String recommendationId,
            @Nullable String targetUserId,
            List<Interaction> interactions,
            List<ItemFacts> facts,
            Payload payload) {
        this(
                site,
                id,
                copyId,
                type,
                userId,
                anonymousId,
                originalAt,
                occurredAt,
                receivedAt,
                sessionId,
                recommendationId,
                targetUserId,
                interactions,
                facts,
                payload,
                EventOrigin.PLAIN);
    }

    public EnrichedEvent {
        if (userId == null && anonymousId == null) {
            throw new IllegalArgumentException("an event needs a userId or an anonymousId: " + id);
        }
        interactions = List.copyOf(interactions);
        facts = List.copyOf(facts);
    }

    @Override
    public @Nullable Long replayOf() {
        return origin.replayOf();
    }

    /** Whether the anonymous id is now known to be the user. */
    public boolean linksIdentity() {
        return userId != null && anonymousId != null;
    }
}
