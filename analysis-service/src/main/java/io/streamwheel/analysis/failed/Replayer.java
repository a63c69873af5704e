package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.failed.FailedEventAudit.Deed;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.event.CollectedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one failed event through the pipeline again.
 *
 * <p>In three steps: write down who asks (and the edited payload, so that it is kept before it
 * travels), publish and wait for the broker, count the replay. What an end between two of them
 * leaves:
 *
 * <ul>
 *   <li>after the first: the event is open as before, the audit says that 0 events were sent, and
 *       the caller has no 202. Asking again is right.
 *   <li>after the second: the event travels and is decided as any replay, for the message itself
 *       names the failed event. {@code replays} is one too low and the audit says 0, but the caller
 *       has no 202 either; when he asks again, one of the two replays counts and the other is
 *       ignored.
 * </ul>
 *
 * Counting before publishing would leave replays that never were; this way, what is counted was
 * sent.
 */
public final class Replayer {

    /**
     * What came of asking.
     *
     * @param row as it was when it was asked for
     * @param sent false when it is resolved already, so that there was nothing to do
     */
    public record Outcome(FailedEventRow row, boolean sent) {}

    private record Asked(FailedEventRow row, @Nullable CollectedEvent event, long auditId) {}

    private static final String NOTE =
            """
            UPDATE failed_event SET replayed_at = now(), edited = coalesce(?, edited) WHERE failed_id = ?
            """;

    private static final String COUNT =
            "UPDATE failed_event SET replays = replays + 1 WHERE failed_id = ?";

    private final DataSource database;
    private final FailedEvents failedEvents;
    private final ReplayQueue queue;

    public Replayer(DataSource database, FailedEvents failedEvents, ReplayQueue queue) {
        this.database = database;
        this.failedEvents = failedEvents;
        this.queue = queue;
    }

    /**
     * Sends one of the caller's failed events.
     *
     * @param edited sent instead of its own bytes, which stay
     * @return empty when there is none of that id
     * @throws ReplayRefusedException it cannot be sent, or not as it is
     * @throws EditRefusedException the edited payload breaks a rule
     * @throws Exception broker or database are away
     */
    public Optional<Outcome> replay(KeyHolder caller, long id, byte @Nullable [] edited)
            throws Exception {
        boolean alone = failedEvents.isAlone(caller.site());
        Optional<Asked> asked =
                Sql.inTransaction(
                        database, connection -> ask(connection, caller, alone, id, edited));
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Asked one = asked.get();
        CollectedEvent event = one.event();
        if (event != null) {
            queue.send(List.of(event));
            Sql.inTransaction(
                    database,
                    connection -> {
                        FailedEventAudit.count(connection, one.auditId(), 1);
                        return Sql.update(connection, COUNT, id);
                    });
        }
        return Optional.of(new Outcome(one.row(), event != null));
    }

    private Optional<Asked> ask(
            Connection connection,
            KeyHolder caller,
            boolean alone,
            long id,
            byte @Nullable [] edited)
            throws SQLException {
        Optional<FailedEventWhole> found = failedEvents.lock(connection, caller.site(), alone, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        FailedEventWhole failed = found.get();
        if (edited != null) {
            EditedPayload.check(failed, edited);
        }
        FailedEventRow row = failed.row();
        if (!row.isOpen() && !row.isDiscarded()) {
            return Optional.of(new Asked(row, null, 0));
        }
        CollectedEvent event = Replay.of(failed, edited);
        Sql.update(connection, NOTE, edited, id);
        Deed deed = edited == null ? Deed.REPLAY : Deed.EDITED_REPLAY;
        return Optional.of(
                new Asked(row, event, FailedEventAudit.one(connection, caller, deed, row, 0)));
    }
}
