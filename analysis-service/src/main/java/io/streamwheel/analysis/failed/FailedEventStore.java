package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.FailedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters. The same copy failing at the same stage is one row and counts once, however
 * often it is told. A replay that fails again is the row that it came from, with the new reason: it
 * changes no total, and nothing at all when that row is decided already.
 */
public final class FailedEventStore {

    private static final String FAIL_AGAIN =
            """
            UPDATE failed_event SET stage = ?, reason = ?, detail = ?, failed_at = ?, changed_at = now(), job_id = NULL
            WHERE failed_id = ?
            """;

    private final DataSource database;
    private final Sites sites;

    public FailedEventStore(DataSource database, Sites sites) {
        this.database = database;
        this.sites = sites;
    }

    /**
     * Stores and counts those that are not there yet.
     *
     * @return how many were not
     */
    public int store(List<FailedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return 0;
        }
        Map<String, Optional<SiteId>> known = new HashMap<>();
        List<NewFailure> failures = new ArrayList<>();
        List<NewFailure> again = new ArrayList<>(0);
        for (FailedEvent event : events) {
            NewFailure failure = new NewFailure(siteOf(event, known), event);
            (event.origin().replayOf() == null ? failures : again).add(failure);
        }
        return Sql.inTransaction(
                database,
                connection -> {
                    Increments increments = new Increments();
                    failAgain(connection, again, increments);
                    NewFailure.insert(connection, failures, increments);
                    PipelineTotals.add(connection, increments);
                    return increments.total(Fate.FAILED);
                });
    }

    private @Nullable SiteId siteOf(FailedEvent event, Map<String, Optional<SiteId>> known) {
        String name = event.site();
        return name == null ? null : known.computeIfAbsent(name, sites::find).orElse(null);
    }

    private static void failAgain(
            Connection connection, List<NewFailure> replays, Increments increments)
            throws SQLException {
        Map<Long, NewFailure> last = new LinkedHashMap<>();
        for (NewFailure each : replays) {
            if (each.event().origin().replayOf() instanceof Long failedId) {
                last.put(failedId, each);
            }
        }
        OpenFailures open = OpenFailures.lock(connection, last.keySet());
        Map<Long, String> reasons = new LinkedHashMap<>();
        for (Map.Entry<Long, NewFailure> entry : last.entrySet()) {
            long failedId = entry.getKey();
            NewFailure failure = entry.getValue();
            FailedEvent event = failure.event();
            if (open.isOpen(failedId, failure.site(), event.copyId())) {
                String reason = event.reason().replace("\0", "");
                Sql.update(
                        connection,
                        FAIL_AGAIN,
                        event.stage().slug(),
                        reason,
                        NewFailure.withoutNul(event.detail()),
                        NewFailure.clamped(event.failedAt()),
                        failedId);
                reasons.put(failedId, reason);
            }
        }
        open.failAgain(connection, reasons, increments);
    }
}
