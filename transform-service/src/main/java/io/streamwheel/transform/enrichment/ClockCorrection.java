package io.streamwheel.transform.enrichment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, by our clock. A client's clock may be wrong by years, but it is wrong by
 * the same amount when the event happens and when it is sent, so the time between the two can be
 * trusted. (Segment's specification of message timestamps describes the same correction.)
 */
public final class ClockCorrection {

    /** Earlier than this lies no event, and PostgreSQL's range is left not far beyond. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private ClockCorrection() {}

    /**
     * {@code receivedAt - (sentAt - originalAt)} where there is a {@code sentAt}, else {@code
     * originalAt}; in both cases not before the year 1 and never later than {@code receivedAt}.
     */
    public static Instant occurredAt(
            Instant originalAt, @Nullable Instant sentAt, Instant receivedAt) {
        Instant corrected =
                sentAt == null
                        ? originalAt
                        : receivedAt.minus(Duration.between(originalAt, sentAt));
        Instant possible = corrected.isBefore(EARLIEST) ? EARLIEST : corrected;
        return possible.isAfter(receivedAt) ? receivedAt : possible;
    }
}
