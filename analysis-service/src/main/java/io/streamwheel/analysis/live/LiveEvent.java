package io.streamwheel.analysis.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an event as a line of the screen. What the copy does not bear is empty.
 *
 * @param line tells it from all others, and is the same however often it is shown
 * @param fate a slug of {@link io.streamwheel.analysis.pipeline.Fate}
 * @param reason why it is a duplicate, filtered or failed
 * @param visitor the user id when {@code known}, else the anonymous id
 * @param anonymousId the anonymous id, also beside a user id
 * @param item the first of its items
 * @param items how many there are
 * @param receivedAt and {@code at}, when it was decided, are milliseconds since 1970
 * @param key what it is stored under; null when it is not, or nobody looked
 * @param failedId its number among the failed events; null when it did not fail
 * @param raw the bytes of a duplicate, which are kept nowhere; null for all else, and for long ones
 */
public record LiveEvent(
        String line,
        String fate,
        String reason,
        String eventId,
        String type,
        String visitor,
        boolean known,
        String anonymousId,
        String item,
        int items,
        long receivedAt,
        long at,
        @Nullable String key,
        @Nullable Long failedId,
        @Nullable String raw) {

    static final String STORED = "stored:";
    static final String FAILED = "failed:";

    /**
     * One from the store.
     *
     * @param items in their order
     */
    public static LiveEvent stored(
            String key,
            String eventId,
            String type,
            String visitor,
            boolean known,
            String anonymousId,
            List<String> items,
            Instant receivedAt,
            Instant storedAt) {
        return new LiveEvent(
                STORED + key,
                "stored",
                "",
                eventId,
                type,
                visitor,
                known,
                anonymousId,
                items.isEmpty() ? "" : items.getFirst(),
                items.size(),
                receivedAt.toEpochMilli(),
                storedAt.toEpochMilli(),
                key,
                null,
                null);
    }

    boolean fits(LiveFilter filter) {
        return filter.wantsFate(fate)
                && filter.wantsType(type)
                && (LiveFilter.isWanted(filter.visitor(), visitor)
                        || filter.visitor().equals(anonymousId))
                && LiveFilter.isWanted(filter.item(), item);
    }
}
