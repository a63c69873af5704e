package io.streamwheel.analysis.failed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes failed events that nothing happened to for a while, whatever became of them, and later
 * what the audit says. No total changes: they are counted for good.
 *
 * <p>A row keeps a dead letter that is told again from being counted again, so it has to stay for
 * longer than any message may wait in a queue.
 */
public final class FailedEventRetention {

    /** Less is refused. */
    public static final Duration SHORTEST = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(FailedEventRetention.class);
    private static final int BATCH = 500;

    /** So many at a time: the next look goes on. */
    private static final int MOST_BATCHES = 40;

    private static final String REMOVE =
            """
            WITH gone AS (
                DELETE FROM failed_event WHERE failed_id IN (
                    SELECT failed_id FROM failed_event
                    WHERE changed_at < now() - ? * interval '1 second'
                      AND (replayed_at IS NULL OR replayed_at < now() - ? * interval '1 second')
                    ORDER BY changed_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING site_id, stage, reason)
            INSERT INTO failed_event_audit (site_id, deed, stage, reason, count)
            SELECT site_id, 'remove', stage, reason, count(*) FROM gone GROUP BY site_id, stage, reason
            RETURNING count
            """;

    private static final String REMOVE_AUDIT =
            """
            DELETE FROM failed_event_audit WHERE audit_id IN (
                SELECT audit_id FROM failed_event_audit WHERE at < now() - ? * interval '1 second'
                ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)
            """;

    private static final String REMOVE_JOBS =
            """
            DELETE FROM replay_job WHERE finished_at < now() - ? * interval '1 second'
            """;

    private final DataSource database;
    private final Duration kept;
    private final Duration auditKept;

    /**
     * @param kept how long a failed event stays after its last change
     * @param auditKept how long it is known who did what, and which jobs there were
     */
    public FailedEventRetention(DataSource database, Duration kept, Duration auditKept) {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "the retention of failed events must be at least 14 days: " + kept);
        }
        if (auditKept.compareTo(kept) < 0) {
            throw new IllegalArgumentException(
                    "the audit must be kept as long as the failed events, "
                            + kept
                            + ": "
                            + auditKept);
        }
        this.database = database;
        this.kept = kept;
        this.auditKept = auditKept;
    }

    /**
     * Removes what is too old, in small transactions.
     *
     * @return how many failed events
     */
    public long remove() throws SQLException {
        long removed = 0;
        long audits = BATCH;
        for (int round = 0; round < MOST_BATCHES && audits == BATCH; round++) {
            audits =
                    Sql.inTransaction(
                            database,
                            connection ->
                                    Sql.update(
                                            connection,
                                            REMOVE_AUDIT,
                                            auditKept.toSeconds(),
                                            BATCH));
        }
        long last = BATCH;
        for (int round = 0; round < MOST_BATCHES && last == BATCH; round++) {
            last = removeSome();
            removed += last;
        }
        int jobs =
                Sql.inTransaction(
                        database,
                        connection -> Sql.update(connection, REMOVE_JOBS, auditKept.toSeconds()));
        if (removed > 0 || jobs > 0) {
            LOG.info("{} failed events and {} replay jobs were too old", removed, jobs);
        }
        return removed;
    }

    private long removeSome() throws SQLException {
        List<Long> counts =
                Sql.inTransaction(
                        database,
                        connection ->
                                Sql.query(
                                        connection,
                                        REMOVE,
                                        row -> row.getLong("count"),
                                        kept.toSeconds(),
                                        kept.toSeconds(),
                                        BATCH));
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
