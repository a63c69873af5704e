package io.streamwheel.ingest.scan;

import io.streamwheel.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a body holds.
 *
 * @param entries in the order of the body
 * @param writeKey the root object's {@code writeKey}
 * @param sentAt the {@code sentAt} beside the list of events
 * @param shared the members beside the list that are said of every event, as they came
 */
public record Scan(
        List<Candidate> entries,
        @Nullable String writeKey,
        @Nullable Instant sentAt,
        Map<String, Payload> shared) {

    /** The same, sent at another time. */
    public Scan sentAt(@Nullable Instant other) {
        return new Scan(entries, writeKey, other, shared);
    }
}
