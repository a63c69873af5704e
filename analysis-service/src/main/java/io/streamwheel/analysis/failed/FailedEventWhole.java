package io.streamwheel.analysis.failed;

import io.streamwheel.event.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed event with everything that is kept of it.
 *
 * @param row with the whole payload
 * @param site its name; null when it is nobody's
 * @param copyId the acceptance that failed
 * @param dialect null when it was kept before dialects were noted
 * @param shared what the request said of all its events
 * @param sentAt the request's {@code sentAt}
 * @param cut whether the payload is only the beginning of the original bytes
 * @param edited the payload that was sent last instead of the original
 * @param changedAt when it failed last, was resolved or discarded
 */
public record FailedEventWhole(
        FailedEventRow row,
        @Nullable String site,
        long copyId,
        @Nullable Dialect dialect,
        byte @Nullable [] shared,
        @Nullable Instant sentAt,
        boolean cut,
        byte @Nullable [] edited,
        Instant changedAt) {

    /** Why it cannot be sent through again as it is; empty when it can, or was already. */
    public Optional<ReplayRefusedException.Reason> refusal() {
        return Replay.refusal(this);
    }

    static final String COLUMNS =
            FailedEventRow.COLUMNS
                    + ", f.payload, f.copy_id, f.dialect, f.shared, f.sent_at, f.cut, f.edited,"
                    + " f.changed_at, (SELECT s.name FROM site s WHERE s.site_id = f.site_id) AS site";

    static FailedEventWhole read(ResultSet row) throws SQLException {
        String dialect = row.getString("dialect");
        return new FailedEventWhole(
                FailedEventRow.read(row),
                row.getString("site"),
                row.getLong("copy_id"),
                dialect == null ? null : Dialect.ofSlug(dialect),
                row.getBytes("shared"),
                Sql.instantOrNull(row, "sent_at"),
                row.getBoolean("cut"),
                row.getBytes("edited"),
                Sql.instant(row, "changed_at"));
    }
}
