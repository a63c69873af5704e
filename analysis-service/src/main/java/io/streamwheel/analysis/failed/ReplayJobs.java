package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.failed.FailedEventAudit.Deed;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Table {@code replay_job}, as people see it; {@link ReplayWork} has the worker's side. */
public final class ReplayJobs {

    private static final String OPEN =
            """
            INSERT INTO replay_job (site_id, stage, reason, rate, key_id, total, last_id)
            SELECT ?, coalesce(?, ''), coalesce(?, ''), ?, ?, count(*), coalesce(max(failed_id), 0)
            FROM failed_event
            WHERE site_id = ? AND state = 'open' AND (stage = ? OR ?::text IS NULL) AND (reason = ? OR ?::text IS NULL)
            ON CONFLICT (site_id, stage, reason) WHERE state = 'running' DO NOTHING
            RETURNING
            """
                    + ReplayJob.COLUMNS;

    private static final String RUNNING =
            "SELECT "
                    + ReplayJob.COLUMNS
                    + """
                    FROM replay_job
                    WHERE site_id = ? AND state = 'running' AND stage = coalesce(?, '') AND reason = coalesce(?, '')
                    """;

    private static final String FIND =
            "SELECT " + ReplayJob.COLUMNS + " FROM replay_job WHERE site_id = ? AND job_id = ?";

    private static final String NEWEST =
            "SELECT "
                    + ReplayJob.COLUMNS
                    + " FROM replay_job WHERE site_id = ? ORDER BY job_id DESC LIMIT ?";

    private static final String CANCEL =
            """
            UPDATE replay_job SET state = 'cancelled', finished_at = now()
            WHERE site_id = ? AND job_id = ? AND state = 'running' RETURNING
            """
                    + ReplayJob.COLUMNS;

    private static final String SET_RATE =
            """
            UPDATE replay_job SET rate = ? WHERE site_id = ? AND job_id = ? AND state = 'running' RETURNING
            """
                    + ReplayJob.COLUMNS;

    private static final String COUNT_RESOLVED =
            "UPDATE replay_job SET resolved = resolved + ? WHERE job_id = ?";

    private static final String COUNT_FAILED_AGAIN =
            "UPDATE replay_job SET failed_again = failed_again + ? WHERE job_id = ?";

    private final DataSource database;

    public ReplayJobs(DataSource database) {
        this.database = database;
    }

    /**
     * Makes a job of what is open now; while one for the same runs, the answer is that one.
     *
     * @param stage null for any
     * @param reason null for any
     * @param rate events a second
     */
    public ReplayJob open(
            KeyHolder caller, @Nullable String stage, @Nullable String reason, int rate)
            throws SQLException {
        // Between a refused insert and the look at who refused it, that one may end: then try
        // again.
        while (true) {
            Optional<ReplayJob> job =
                    Sql.inTransaction(
                            database, connection -> open(connection, caller, stage, reason, rate));
            if (job.isPresent()) {
                return job.get();
            }
        }
    }

    private static Optional<ReplayJob> open(
            Connection connection,
            KeyHolder caller,
            @Nullable String stage,
            @Nullable String reason,
            int rate)
            throws SQLException {
        int site = caller.site().value();
        Optional<ReplayJob> made =
                Sql.query(
                                connection,
                                OPEN,
                                ReplayJob::read,
                                site,
                                stage,
                                reason,
                                rate,
                                caller.keyId(),
                                site,
                                stage,
                                stage,
                                reason,
                                reason)
                        .stream()
                        .findFirst();
        if (made.isPresent()) {
            ReplayJob job = made.get();
            FailedEventAudit.many(
                    connection, caller, Deed.REPLAY_MANY, stage, reason, job.id(), job.total());
            return made;
        }
        return Sql.query(connection, RUNNING, ReplayJob::read, site, stage, reason).stream()
                .findFirst();
    }

    /** One of a site's jobs. */
    public Optional<ReplayJob> find(SiteId site, long id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(connection, FIND, ReplayJob::read, site.value(), id).stream()
                    .findFirst();
        }
    }

    /** A site's jobs, newest first. */
    public List<ReplayJob> newest(SiteId site, int limit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(connection, NEWEST, ReplayJob::read, site.value(), limit);
        }
    }

    /**
     * Makes one go faster or slower from its next step on, unless it has ended; the answer is how
     * it is then.
     *
     * @param rate events a second
     */
    public Optional<ReplayJob> setRate(KeyHolder caller, long id, int rate) throws SQLException {
        int site = caller.site().value();
        return Sql.inTransaction(
                database,
                connection -> {
                    List<ReplayJob> changed =
                            Sql.query(connection, SET_RATE, ReplayJob::read, rate, site, id);
                    for (ReplayJob job : changed) {
                        FailedEventAudit.many(
                                connection,
                                caller,
                                Deed.CHANGE_RATE,
                                job.stage(),
                                job.reason(),
                                job.id(),
                                job.total() - job.sent());
                    }
                    return changed.isEmpty()
                            ? Sql.query(connection, FIND, ReplayJob::read, site, id).stream()
                                    .findFirst()
                            : Optional.of(changed.getFirst());
                });
    }

    /** Ends one, unless it has ended; the answer is how it is then. */
    public Optional<ReplayJob> cancel(KeyHolder caller, long id) throws SQLException {
        int site = caller.site().value();
        return Sql.inTransaction(
                database,
                connection -> {
                    List<ReplayJob> cancelled =
                            Sql.query(connection, CANCEL, ReplayJob::read, site, id);
                    for (ReplayJob job : cancelled) {
                        FailedEventAudit.many(
                                connection,
                                caller,
                                Deed.CANCEL_REPLAY,
                                job.stage(),
                                job.reason(),
                                job.id(),
                                job.total() - job.sent());
                    }
                    return cancelled.isEmpty()
                            ? Sql.query(connection, FIND, ReplayJob::read, site, id).stream()
                                    .findFirst()
                            : Optional.of(cancelled.getFirst());
                });
    }

    /** By the number of the job, in their order. After the failed events, before the totals. */
    static void countResolved(Connection connection, Map<Long, Integer> byJob) throws SQLException {
        count(connection, COUNT_RESOLVED, byJob);
    }

    /** See {@link #countResolved}. */
    static void countFailedAgain(Connection connection, Map<Long, Integer> byJob)
            throws SQLException {
        count(connection, COUNT_FAILED_AGAIN, byJob);
    }

    private static void count(Connection connection, String sql, Map<Long, Integer> byJob)
            throws SQLException {
        for (Map.Entry<Long, Integer> job : byJob.entrySet()) {
            Sql.update(connection, sql, job.getValue(), job.getKey());
        }
    }
}
