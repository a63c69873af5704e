package io.streamwheel.ingest.collect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.ingest.dialect.RequestDialect;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Scan;
import io.streamwheel.ingest.scan.Violation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells acceptable events from others, and notes on the former what only the door knows. */
final class Sorting {

    /** The most of what a client sent that an answer repeats. */
    private static final int MAX_ECHO = 100;

    private final Acceptances acceptances = new Acceptances(new SecureRandom());
    private final Clock clock;

    Sorting(Clock clock) {
        this.clock = clock;
    }

    /** Both sorts, each in the order of the request. */
    record Sorted(List<CollectedEvent> accepted, List<Rejection> rejected) {}

    Sorted sort(Scan scan, String site, RequestDialect dialect) {
        Instant receivedAt = clock.instant();
        @Nullable Payload shared = dialect.shared(scan);
        List<Candidate> entries = scan.entries();
        List<CollectedEvent> accepted = new ArrayList<>(entries.size());
        List<Rejection> rejected = new ArrayList<>(0);
        for (int index = 0; index < entries.size(); index++) {
            switch (entries.get(index)) {
                case Candidate.Unreadable(Violation violation) ->
                        rejected.add(new Rejection(index, null, violation));
                case Candidate.Event event -> {
                    Violation violation = dialect.check(event.fields());
                    if (violation == null) {
                        accepted.add(
                                stamp(event, site, receivedAt, scan.sentAt(), dialect, shared));
                    } else {
                        rejected.add(new Rejection(index, shownId(event.fields()), violation));
                    }
                }
            }
        }
        return new Sorted(accepted, rejected);
    }

    private CollectedEvent stamp(
            Candidate.Event event,
            String site,
            Instant receivedAt,
            @Nullable Instant sentAt,
            RequestDialect dialect,
            @Nullable Payload shared) {
        long copyId = acceptances.nextCopyId();
        String id = dialect.eventId(event.fields());
        return new CollectedEvent(
                site,
                id == null ? acceptances.eventId(receivedAt.toEpochMilli(), copyId) : id,
                copyId,
                receivedAt,
                sentAt,
                dialect.dialect(),
                shared,
                event.payload());
    }

    private static @Nullable String shownId(EventFields event) {
        String id = event.text(Text.ID);
        return id == null || id.length() > MAX_ECHO ? null : id;
    }
}
