package io.streamwheel.analysis.failed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many.
 *
 * @param stage null for any
 * @param reason null for any
 * @param rate events a second
 * @param total that were open when it was made
 * @param sent of which the broker has the replay
 * @param skipped that were decided meanwhile, or cannot be sent; known at the end
 * @param resolved of those sent: are stored, duplicates or filtered now
 * @param failedAgain of those sent: failed again
 * @param cursor the last failed event that it is done with
 * @param takenTo to which those go that are being sent
 * @param inHand how many these are
 * @param worker who works on it
 */
public record ReplayJob(
        long id,
        State state,
        @Nullable String stage,
        @Nullable String reason,
        int rate,
        long total,
        long sent,
        long skipped,
        long resolved,
        long failedAgain,
        Instant createdAt,
        @Nullable Instant finishedAt,
        int siteId,
        long lastId,
        long cursor,
        long takenTo,
        int inHand,
        @Nullable UUID worker) {

    /** Events a second, where nobody says how many. */
    public static final int DEFAULT_RATE = 500;

    /** Events a second at most. */
    public static final int MAX_RATE = 10_000;

    /** How far it is. */
    public enum State {
        RUNNING,
        /** Everything was sent. What became of it may still be on its way. */
        FINISHED,
        CANCELLED,
        /** The database refused to work; the log has it. */
        FAILED;

        /** As the interface says it. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String COLUMNS =
            """
            job_id, state, stage, reason, rate, total, sent, skipped, resolved, failed_again, created_at, finished_at,
            site_id, last_id, cursor_id, taken_to, in_hand, worker
            """;

    /** With some more in hand. */
    ReplayJob taking(long newTakenTo, int count) {
        return new ReplayJob(
                id,
                state,
                stage,
                reason,
                rate,
                total,
                sent,
                skipped,
                resolved,
                failedAgain,
                createdAt,
                finishedAt,
                siteId,
                lastId,
                cursor,
                newTakenTo,
                count,
                worker);
    }

    static ReplayJob read(ResultSet row) throws SQLException {
        return new ReplayJob(
                row.getLong("job_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                nullIfEmpty(row.getString("stage")),
                nullIfEmpty(row.getString("reason")),
                row.getInt("rate"),
                row.getLong("total"),
                row.getLong("sent"),
                row.getLong("skipped"),
                row.getLong("resolved"),
                row.getLong("failed_again"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "finished_at"),
                row.getInt("site_id"),
                row.getLong("last_id"),
                row.getLong("cursor_id"),
                row.getLong("taken_to"),
                row.getInt("in_hand"),
                row.getObject("worker", UUID.class));
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
