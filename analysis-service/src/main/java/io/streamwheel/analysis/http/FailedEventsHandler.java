package io.streamwheel.analysis.http;

import io.streamwheel.analysis.failed.Discards;
import io.streamwheel.analysis.failed.FailedEventAudit;
import io.streamwheel.analysis.failed.FailedEventFilter;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.SiteId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/failed-events}: what could not be used, and why; and what is given up. */
@RestController
final class FailedEventsHandler {

    record Groups(List<FailedEvents.Group> items) {}

    /**
     * How many were given up.
     *
     * @param more whether there may be more of them: ask again
     */
    record Discarded(int discarded, boolean more) {}

    /**
     * Who did what.
     *
     * @param key see {@link FailedEventAudit.Entry#by()}
     */
    record Deed(
            String id,
            Instant at,
            @Nullable String key,
            String deed,
            @Nullable String failedEventId,
            @Nullable String eventId,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String replayId,
            long count) {

        static Deed of(FailedEventAudit.Entry entry) {
            return new Deed(
                    Long.toString(entry.id()),
                    entry.at(),
                    entry.by(),
                    entry.deed(),
                    text(entry.failedId()),
                    entry.eventId(),
                    entry.stage(),
                    entry.reason(),
                    text(entry.jobId()),
                    entry.count());
        }

        private static @Nullable String text(@Nullable Long id) {
            return id == null ? null : Long.toString(id);
        }
    }

    private final FailedEvents failedEvents;
    private final Discards discards;
    private final FailedEventAudit audit;

    FailedEventsHandler(FailedEvents failedEvents, Discards discards, FailedEventAudit audit) {
        this.failedEvents = failedEvents;
        this.discards = discards;
        this.audit = audit;
    }

    @GetMapping("/v1/failed-events")
    Cursor.Page<FailedEventBody.Item> page(
            SiteId site,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String cursor)
            throws SQLException {
        FailedEventFilter filter = FailedEventQuery.filter(query);
        List<FailedEventRow> rows =
                failedEvents.page(site, filter, Cursor.before(cursor), Cursor.PAGE_SIZE + 1);
        return Cursor.page(rows, FailedEventRow::id, FailedEventBody.Item::of);
    }

    @GetMapping("/v1/failed-events/{id}")
    FailedEventBody.Whole one(SiteId site, @PathVariable String id) throws SQLException {
        return failedEvents
                .get(site, FailedEventQuery.number(id))
                .map(FailedEventBody.Whole::of)
                .orElseThrow(FailedEventQuery::unknown);
    }

    @GetMapping("/v1/failed-events/reasons")
    Groups reasons(SiteId site) throws SQLException {
        return new Groups(failedEvents.groups(site));
    }

    @GetMapping("/v1/failed-events/audit")
    Cursor.Page<Deed> audit(SiteId site, @RequestParam(required = false) @Nullable String cursor)
            throws SQLException {
        return Cursor.page(
                audit.page(site, Cursor.before(cursor), Cursor.PAGE_SIZE + 1),
                FailedEventAudit.Entry::id,
                Deed::of);
    }

    @DeleteMapping("/v1/failed-events/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(KeyHolder caller, @PathVariable String id) throws SQLException {
        FailedEventRow before =
                discards.discard(caller, FailedEventQuery.number(id))
                        .filter(row -> !row.isDiscarded())
                        .orElseThrow(FailedEventQuery::unknown);
        if (!before.isOpen()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "resolved-failed-event",
                    "Resolved failed event",
                    "A replay of it went through: there is nothing to discard.");
        }
    }

    @PostMapping("/v1/failed-events/discard")
    Discarded discardMany(KeyHolder caller, InputStream body) throws IOException, SQLException {
        ReplayRequest request = ReplayRequest.ofDiscard(body);
        String reason = request.reason();
        if (reason == null) {
            throw new InvalidBodyException("/reason", "is required");
        }
        int count = discards.discard(caller, request.stage(), reason);
        return new Discarded(count, count == Discards.MOST);
    }
}
