package io.streamwheel.analysis.failed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed event as it is kept.
 *
 * @param id newer ones have higher ids
 * @param payload the original bytes, of which the first 64 KiB are shown
 * @param size of all of the original bytes
 * @param replays how often it was sent through again
 */
public record FailedEventRow(
        long id,
        String stage,
        String reason,
        String detail,
        @Nullable String eventId,
        Instant receivedAt,
        Instant failedAt,
        byte[] payload,
        int size,
        int replays) {}
