package io.streamwheel.transform.dialect;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in our words, whatever words it came in; the rest stays in the payload. What
 * is empty or {@code null} in the event is {@code null}.
 *
 * @param type what was done; checked by nobody yet, as everything here
 * @param userId who did it, when known
 * @param anonymousId the browser that did it
 * @param sessionId within which visit
 * @param recommendationId the answer that led here
 * @param targetUserId whom a {@code follow} is about
 * @param timestamp when it happened, by the client's clock
 * @param sentAt when it was sent, by the client's clock
 * @param mentions the items that it is about
 */
public record DecodedEvent(
        @Nullable String type,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        @Nullable String recommendationId,
        @Nullable String targetUserId,
        @Nullable Instant timestamp,
        @Nullable Instant sentAt,
        List<Mention> mentions) {

    public DecodedEvent {
        mentions = List.copyOf(mentions);
    }
}
