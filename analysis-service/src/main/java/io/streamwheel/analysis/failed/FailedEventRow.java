package io.streamwheel.analysis.failed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed event as it is listed.
 *
 * @param id newer ones have higher ids
 * @param stage where it failed last
 * @param payload the original bytes, of which the first 64 KiB are listed
 * @param size of all of the original bytes that are kept
 * @param replays how often it was sent through again
 * @param state {@code open}, {@code resolved} or {@code discarded}
 * @param fate what became of a resolved one
 */
public record FailedEventRow(
        long id,
        String stage,
        String reason,
        String detail,
        @Nullable String eventId,
        Instant receivedAt,
        Instant failedAt,
        byte[] payload,
        int size,
        int replays,
        String state,
        @Nullable String fate) {

    static final String COLUMNS =
            "f.failed_id, f.stage, f.reason, f.detail, f.event_id, f.received_at, f.failed_at,"
                    + " f.replays, f.state, f.fate, octet_length(f.payload) AS size";

    /** Whether it waits for somebody. */
    public boolean isOpen() {
        return state.equals("open");
    }

    /** Whether somebody gave it up. */
    public boolean isDiscarded() {
        return state.equals("discarded");
    }

    static FailedEventRow read(ResultSet row) throws SQLException {
        return new FailedEventRow(
                row.getLong("failed_id"),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("event_id"),
                Sql.instant(row, "received_at"),
                Sql.instant(row, "failed_at"),
                row.getBytes("payload"),
                row.getInt("size"),
                row.getInt("replays"),
                row.getString("state"),
                row.getString("fate"));
    }
}
