package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.failed.FailedEventAudit.Deed;
import io.streamwheel.analysis.site.KeyHolder;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives failed events up. They stay counted as failed, for that is what became of them, and a row
 * without bytes stays until the retention takes it: it says where the event is, and keeps a dead
 * letter or a replay that is still on its way from counting.
 */
public final class Discards {

    /** So many at once at most. */
    public static final int MOST = 10_000;

    private static final String DISCARD =
            """
            UPDATE failed_event SET state = 'discarded', changed_at = now(), payload = '', shared = NULL, edited = NULL,
                   job_id = NULL
            WHERE failed_id = ? AND state = 'open'
            """;

    private static final String DISCARD_MANY =
            """
            UPDATE failed_event SET state = 'discarded', changed_at = now(), payload = '', shared = NULL, edited = NULL,
                   job_id = NULL
            WHERE failed_id IN (SELECT failed_id FROM failed_event
                                WHERE (site_id = ? OR (site_id IS NULL AND ?)) AND state = 'open' AND (stage = ? OR ?::text IS NULL) AND reason = ?
                                ORDER BY failed_id LIMIT ? FOR UPDATE)
            """;

    private final DataSource database;
    private final FailedEvents failedEvents;

    public Discards(DataSource database, FailedEvents failedEvents) {
        this.database = database;
        this.failedEvents = failedEvents;
    }

    /**
     * Gives one up.
     *
     * @return the event as it was before; empty when there is none of that id
     */
    public Optional<FailedEventRow> discard(KeyHolder caller, long id) throws SQLException {
        boolean alone = failedEvents.isAlone(caller.site());
        return Sql.inTransaction(
                database,
                connection -> {
                    Optional<FailedEventRow> found =
                            failedEvents
                                    .lock(connection, caller.site(), alone, id)
                                    .map(FailedEventWhole::row);
                    if (found.isPresent() && found.get().isOpen()) {
                        Sql.update(connection, DISCARD, id);
                        FailedEventAudit.one(connection, caller, Deed.DISCARD, found.get(), 1);
                    }
                    return found;
                });
    }

    /**
     * Gives up those that failed in one way, the oldest first, at most {@link #MOST}: those that
     * {@link FailedEvents#groups} counts, so what is nobody's too where it can be of no other site.
     *
     * @param stage null for any
     * @return how many
     */
    public int discard(KeyHolder caller, @Nullable String stage, String reason)
            throws SQLException {
        boolean alone = failedEvents.isAlone(caller.site());
        return Sql.inTransaction(
                database,
                connection -> {
                    int count =
                            Sql.update(
                                    connection,
                                    DISCARD_MANY,
                                    caller.site().value(),
                                    alone,
                                    stage,
                                    stage,
                                    reason,
                                    MOST);
                    FailedEventAudit.many(
                            connection, caller, Deed.DISCARD_MANY, stage, reason, null, count);
                    return count;
                });
    }
}
