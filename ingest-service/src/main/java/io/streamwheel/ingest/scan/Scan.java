package io.streamwheel.ingest.scan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body holds.
 *
 * @param entries in the order of the body; never empty
 * @param writeKey the root object's {@code writeKey}
 * @param sentAt the {@code sentAt} beside {@code events}
 */
public record Scan(List<Candidate> entries, @Nullable String writeKey, @Nullable Instant sentAt) {}
