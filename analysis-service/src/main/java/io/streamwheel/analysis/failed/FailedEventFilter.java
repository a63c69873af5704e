package io.streamwheel.analysis.failed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which failed events are wanted; null wants all.
 *
 * @param from the earliest {@code failedAt}
 * @param to the end of {@code failedAt}, itself not wanted
 */
public record FailedEventFilter(
        @Nullable String stage,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable String state,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All of them, decided or not. */
    public static final FailedEventFilter ALL =
            new FailedEventFilter(null, null, null, null, null, null);

    /** The open ones. */
    public static FailedEventFilter open(@Nullable String stage, @Nullable String reason) {
        return new FailedEventFilter(stage, reason, null, "open", null, null);
    }
}
