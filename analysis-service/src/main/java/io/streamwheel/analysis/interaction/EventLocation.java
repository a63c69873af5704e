package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.pipeline.Fate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event is. Times that its fate does not know are null.
 *
 * @param reason why it was filtered or failed
 */
public record EventLocation(
        Fate fate,
        @Nullable Instant occurredAt,
        @Nullable Instant receivedAt,
        @Nullable Instant storedAt,
        @Nullable String reason) {}
