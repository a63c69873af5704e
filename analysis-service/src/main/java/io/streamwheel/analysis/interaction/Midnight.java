package io.streamwheel.analysis.interaction;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/**
 * Copies of one event on both sides of midnight (UTC) have receipts in different partitions, where
 * no index keeps two writers from taking both for new. They come within minutes of each other, so
 * that one writer at a time is enough near midnight, and at no other hour.
 */
final class Midnight {

    private static final Duration NEAR = Duration.ofMinutes(10);

    private Midnight() {}

    static boolean isNear(Collection<EventCopies> events) {
        return events.stream().anyMatch(each -> isNear(each.first().result().receivedAt()));
    }

    static boolean isNear(Instant receivedAt) {
        Instant day = receivedAt.truncatedTo(ChronoUnit.DAYS);
        Duration since = Duration.between(day, receivedAt);
        return since.compareTo(NEAR) < 0 || since.compareTo(Duration.ofDays(1).minus(NEAR)) > 0;
    }
}
