package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.TransformResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction made of one copy of an event.
 *
 * @param reason why it is a duplicate or filtered; empty for a stored one
 * @param key what the event is stored under; null where that was not looked for
 * @param at when it was decided; of a stored one its {@code storedAt}
 */
public record Decided(
        SiteId site,
        Fate fate,
        String reason,
        @Nullable UUID key,
        Instant at,
        TransformResult event) {}
