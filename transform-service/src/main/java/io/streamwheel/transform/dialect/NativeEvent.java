package io.streamwheel.transform.dialect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event that mean something here; the rest stays in the payload. What is empty or
 * {@code null} in the event is {@code null}.
 *
 * @param type what was done; checked by nobody yet, as everything here
 * @param userId who did it, when known
 * @param anonymousId the browser that did it
 * @param itemId with which item
 * @param sessionId within which visit
 * @param value a rating, a quantity or an amount
 * @param recommendationId the answer that led here
 * @param targetUserId whom a {@code follow} is about
 * @param timestamp when it happened, by the client's clock
 * @param sentAt when it was sent, by the client's clock
 * @param item what the event says about the item
 */
public record NativeEvent(
        @Nullable String type,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String itemId,
        @Nullable String sessionId,
        @Nullable Double value,
        @Nullable String recommendationId,
        @Nullable String targetUserId,
        @Nullable Instant timestamp,
        @Nullable Instant sentAt,
        NativeItem item) {}
