package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Table {@code failed_event_audit}: who did what to failed events, and when. */
public final class FailedEventAudit {

    /** What can be done. */
    enum Deed {
        REPLAY("replay"),
        EDITED_REPLAY("edited-replay"),
        REPLAY_MANY("replay-many"),
        CHANGE_RATE("change-rate"),
        CANCEL_REPLAY("cancel-replay"),
        DISCARD("discard"),
        DISCARD_MANY("discard-many");

        private final String slug;

        Deed(String slug) {
            this.slug = slug;
        }
    }

    /**
     * One deed.
     *
     * @param keyId as {@link KeyHolder} has it; null when the retention did it
     * @param count how many events; 0 when one was asked for and not sent
     */
    public record Entry(
            long id,
            Instant at,
            @Nullable Long keyId,
            String deed,
            @Nullable Long failedId,
            @Nullable String eventId,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable Long jobId,
            long count) {

        /** The operator of the console, among those who did something. */
        public static final String OPERATOR = "operator";

        /** The number of the key, or {@link #OPERATOR}; null when the retention did it. */
        public @Nullable String by() {
            return keyId == null
                    ? null
                    : KeyHolder.isOperator(keyId) ? OPERATOR : Long.toString(keyId);
        }
    }

    private static final String ADD =
            """
            INSERT INTO failed_event_audit (site_id, key_id, deed, failed_id, event_id, stage, reason, job_id, count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING audit_id
            """;

    private static final String COUNT =
            "UPDATE failed_event_audit SET count = ? WHERE audit_id = ?";

    private static final String PAGE =
            """
            SELECT audit_id, at, key_id, deed, failed_id, event_id, stage, reason, job_id, count
            FROM failed_event_audit WHERE site_id = ? AND audit_id < ? ORDER BY audit_id DESC LIMIT ?
            """;

    private final DataSource database;

    public FailedEventAudit(DataSource database) {
        this.database = database;
    }

    /**
     * A page, newest first.
     *
     * @param before only those with a lower id
     */
    public List<Entry> page(SiteId site, long before, int size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection,
                    PAGE,
                    row ->
                            new Entry(
                                    row.getLong("audit_id"),
                                    Sql.instant(row, "at"),
                                    Sql.longOrNull(row, "key_id"),
                                    row.getString("deed"),
                                    Sql.longOrNull(row, "failed_id"),
                                    row.getString("event_id"),
                                    row.getString("stage"),
                                    row.getString("reason"),
                                    Sql.longOrNull(row, "job_id"),
                                    row.getLong("count")),
                    site.value(),
                    before,
                    size);
        }
    }

    /** Of one event. */
    static long one(
            Connection connection, KeyHolder who, Deed deed, FailedEventRow event, long count)
            throws SQLException {
        return Sql.query(
                        connection,
                        ADD,
                        row -> row.getLong("audit_id"),
                        who.site().value(),
                        who.keyId(),
                        deed.slug,
                        event.id(),
                        event.eventId(),
                        event.stage(),
                        event.reason(),
                        null,
                        count)
                .getFirst();
    }

    /** Of many. */
    static void many(
            Connection connection,
            KeyHolder who,
            Deed deed,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable Long jobId,
            long count)
            throws SQLException {
        Sql.query(
                connection,
                ADD,
                row -> row.getLong("audit_id"),
                who.site().value(),
                who.keyId(),
                deed.slug,
                null,
                null,
                stage,
                reason,
                jobId,
                count);
    }

    /** How many it was in the end. */
    static void count(Connection connection, long auditId, long count) throws SQLException {
        Sql.update(connection, COUNT, count, auditId);
    }
}
