package io.streamwheel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the transform stage made of one collected event, other than failing it. */
public sealed interface TransformResult permits EnrichedEvent, DroppedEvent {

    /** The site that the write key belonged to. */
    String site();

    /** The client's event id. */
    String id();

    /** The acceptance at the door, see {@link CollectedEvent#copyId()}. */
    long copyId();

    /** When the collector read it. */
    Instant receivedAt();

    /** See {@link EventOrigin#replayOf()}. */
    @Nullable Long replayOf();
}
