package io.streamwheel.analysis.live;

import io.streamwheel.event.Interaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event with everything that is stored of it.
 *
 * @param visitor the user id when {@code known}, else the anonymous id
 * @param originalAt the client's own time, before it was corrected
 * @param payload the client's bytes
 * @param interactions by their position
 */
public record StoredEvent(
        String eventId,
        String type,
        String visitor,
        boolean known,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        @Nullable String targetUserId,
        @Nullable String recommendationId,
        Instant originalAt,
        Instant occurredAt,
        Instant receivedAt,
        Instant storedAt,
        String payload,
        List<Interaction> interactions) {}
