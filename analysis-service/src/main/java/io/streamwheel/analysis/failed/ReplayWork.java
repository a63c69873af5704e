package io.streamwheel.analysis.failed;

import io.streamwheel.event.CollectedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The worker's side of {@code replay_job}: who works on it, and how far it is.
 *
 * <p>A worker takes some events in hand, publishes them, and settles. What it has in hand is
 * written down before it publishes, so that another worker knows what a dead one may have sent: it
 * sends of these what has had no outcome yet, and settles all of them, once. Of a failed event that
 * is sent twice in this way one replay counts, as always.
 *
 * <p>Failed events are locked before the job, which is the order of those who decide outcomes too.
 */
final class ReplayWork {

    private static final String CLAIM =
            """
            UPDATE replay_job SET worker = ?, lease_until = now() + ? * interval '1 millisecond'
            WHERE job_id IN (SELECT job_id FROM replay_job
                             WHERE state = 'running' AND (lease_until IS NULL OR lease_until < now())
                             ORDER BY job_id DESC LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                    + ReplayJob.COLUMNS;

    private static final String READ =
            "SELECT "
                    + ReplayJob.COLUMNS
                    + " FROM replay_job WHERE job_id = ? AND worker = ? AND state = 'running'";

    private static final String NEXT =
            "SELECT "
                    + FailedEventWhole.COLUMNS
                    + """
                     FROM failed_event f
                    WHERE f.site_id = ? AND f.state = 'open' AND f.failed_id > ? AND f.failed_id <= ?
                      AND (f.stage = ? OR ?::text IS NULL) AND (f.reason = ? OR ?::text IS NULL)
                      AND f.changed_at <= ? AND NOT f.cut AND octet_length(f.payload) BETWEEN 1 AND 1048576
                    ORDER BY f.failed_id LIMIT ? FOR UPDATE OF f
                    """;

    private static final String IN_HAND =
            "SELECT "
                    + FailedEventWhole.COLUMNS
                    + """
                     FROM failed_event f
                    WHERE f.job_id = ? AND f.site_id = ? AND f.state = 'open' AND f.failed_id > ? AND f.failed_id <= ?
                    ORDER BY f.failed_id
                    """;

    private static final String MARK =
            "UPDATE failed_event SET job_id = ?, replayed_at = now() WHERE failed_id = ANY (?)";

    private static final String TAKE =
            """
            UPDATE replay_job SET taken_to = ?, in_hand = ?, lease_until = now() + ? * interval '1 millisecond'
            WHERE job_id = ? AND worker = ? AND state = 'running' AND cursor_id = ? AND taken_to = ?
            """;

    private static final String COUNT_REPLAYS =
            """
            UPDATE failed_event SET replays = replays + 1
            WHERE failed_id IN (SELECT failed_id FROM failed_event WHERE failed_id = ANY (?)
                                ORDER BY failed_id FOR UPDATE)
            """;

    // Also of a job that was cancelled meanwhile: these were sent.
    private static final String SETTLE =
            """
            UPDATE replay_job SET sent = sent + in_hand, cursor_id = taken_to, in_hand = 0,
                   lease_until = now() + ? * interval '1 millisecond'
            WHERE job_id = ? AND worker = ? AND cursor_id = ? AND taken_to = ?
            """;

    private static final String END =
            """
            UPDATE replay_job SET state = ?, skipped = greatest(0, total - sent - in_hand), finished_at = now()
            WHERE job_id = ? AND worker = ? AND state = 'running'
            """;

    /** What is to be published now, and the job as it is by then. */
    record Hand(ReplayJob job, List<CollectedEvent> events) {}

    private final DataSource database;
    private final UUID worker;
    private final Duration lease;

    /**
     * @param lease how long a worker that says nothing is believed to live
     */
    ReplayWork(DataSource database, UUID worker, Duration lease) {
        this.database = database;
        this.worker = worker;
        this.lease = lease;
    }

    /** Takes jobs on that nobody works on, the newest first. */
    List<ReplayJob> claim(int most) throws SQLException {
        return Sql.inTransaction(
                database,
                connection ->
                        Sql.query(
                                connection,
                                CLAIM,
                                ReplayJob::read,
                                worker,
                                lease.toMillis(),
                                most));
    }

    /** A job as it is now; empty when it has ended, or another works on it. */
    Optional<ReplayJob> read(long jobId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(connection, READ, ReplayJob::read, jobId, worker).stream().findFirst();
        }
    }

    /** What was taken, by whomever, and has had no outcome yet. */
    Hand inHand(ReplayJob job) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<FailedEventWhole> rows =
                    Sql.query(
                            connection,
                            IN_HAND,
                            FailedEventWhole::read,
                            job.id(),
                            job.siteId(),
                            job.cursor(),
                            job.takenTo());
            return new Hand(job, sendable(rows));
        }
    }

    /**
     * Takes the next ones in hand.
     *
     * @return empty when the job has ended meanwhile, or another works on it; a hand without events
     *     and without progress when there are no more
     */
    Optional<Hand> take(ReplayJob job, int most) throws SQLException {
        return Sql.inTransaction(database, connection -> take(connection, job, most));
    }

    private Optional<Hand> take(Connection connection, ReplayJob job, int most)
            throws SQLException {
        List<FailedEventWhole> rows =
                Sql.query(
                        connection,
                        NEXT,
                        FailedEventWhole::read,
                        job.siteId(),
                        job.cursor(),
                        job.lastId(),
                        job.stage(),
                        job.stage(),
                        job.reason(),
                        job.reason(),
                        job.createdAt(),
                        most);
        if (rows.isEmpty()) {
            return Optional.of(new Hand(job, List.of()));
        }
        List<CollectedEvent> events = sendable(rows);
        long takenTo = rows.getLast().row().id();
        Sql.update(connection, MARK, job.id(), idsOf(events));
        int taken =
                Sql.update(
                        connection,
                        TAKE,
                        takenTo,
                        events.size(),
                        lease.toMillis(),
                        job.id(),
                        worker,
                        job.cursor(),
                        job.takenTo());
        if (taken == 0) {
            connection.rollback();
            return Optional.empty();
        }
        return Optional.of(new Hand(job.taking(takenTo, events.size()), events));
    }

    /** The broker has what was in hand. */
    void settle(Hand hand) throws SQLException {
        ReplayJob job = hand.job();
        Sql.inTransaction(
                database,
                connection -> {
                    Sql.update(connection, COUNT_REPLAYS, (Object) idsOf(hand.events()));
                    int settled =
                            Sql.update(
                                    connection,
                                    SETTLE,
                                    lease.toMillis(),
                                    job.id(),
                                    worker,
                                    job.cursor(),
                                    job.takenTo());
                    if (settled == 0) {
                        connection.rollback(); // another works on it, and counts them
                    }
                    return settled;
                });
    }

    /** Ends a job. */
    void end(ReplayJob job, ReplayJob.State state) throws SQLException {
        Sql.inTransaction(
                database,
                connection -> Sql.update(connection, END, state.slug(), job.id(), worker));
    }

    private static List<CollectedEvent> sendable(List<FailedEventWhole> rows) {
        List<CollectedEvent> events = new ArrayList<>(rows.size());
        for (FailedEventWhole row : rows) {
            try {
                events.add(Replay.of(row, null));
            } catch (ReplayRefusedException _) {
                continue; // it is skipped, and stays open
            }
        }
        return events;
    }

    private static Long[] idsOf(List<CollectedEvent> events) {
        return events.stream().map(CollectedEvent::replayOf).toArray(Long[]::new);
    }
}
