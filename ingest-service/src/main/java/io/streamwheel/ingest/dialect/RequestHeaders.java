package io.streamwheel.ingest.dialect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says of its events, where they do not say it themselves.
 *
 * @param anonymousId the browser that sends it
 * @param sentAt when, by its clock
 * @param userAgent only of a page: a server's says nothing of the visitor
 */
public record RequestHeaders(
        @Nullable String anonymousId, @Nullable Instant sentAt, @Nullable String userAgent) {}
