package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.AnalysisFailure;
import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.NewerEnvelopeException;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.HaltException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes dead letters and keeps them. What is no dead letter was put here by the broker, see {@link
 * GivenUp}. What can fail, and what is done then:
 *
 * <table>
 * <caption>Failure classes</caption>
 * <tr><td>{@link SqlFailure#POISON}</td>
 *     <td>the batch is halved until the letter stands alone, which is kept without its texts</td></tr>
 * <tr><td>{@link SqlFailure#TRANSIENT}</td><td>the same batch again</td></tr>
 * <tr><td>{@link SqlFailure#HALT}, or not even that can be kept</td>
 *     <td>nothing more is taken</td></tr>
 * <tr><td>it is of a newer version</td><td>parked as it came; its neighbours go on</td></tr>
 * </table>
 *
 * <p>No circuit: nothing becomes a dead letter here.
 */
final class FailedMessages implements BatchHandler {

    private final FailedEventStore store;
    private final Parking parking;
    private final Clock clock;

    FailedMessages(FailedEventStore store, Parking parking, Clock clock) {
        this.store = store;
        this.parking = parking;
        this.clock = clock;
    }

    @Override
    public void handle(List<Delivery> batch) throws Exception {
        List<FailedEvent> events = new ArrayList<>();
        List<Delivery> newer = new ArrayList<>(0);
        for (Delivery delivery : batch) {
            decode(delivery, events, newer);
        }
        store(events);
        parking.park(newer);
    }

    private void store(List<FailedEvent> events) throws SQLException {
        try {
            store.store(events);
        } catch (SQLException e) {
            switch (SqlFailure.of(e)) {
                case TRANSIENT -> throw e;
                case HALT -> throw halt(e);
                case POISON -> takeApart(events, e);
            }
        }
    }

    private void takeApart(List<FailedEvent> events, SQLException cause) throws SQLException {
        if (events.size() > 1) {
            int middle = events.size() / 2;
            store(events.subList(0, middle));
            store(events.subList(middle, events.size()));
            return;
        }
        try {
            store.store(List.of(bare(events.getFirst())));
        } catch (SQLException e) {
            e.addSuppressed(cause);
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                throw e;
            }
            throw halt(e);
        }
    }

    /** With nothing in it that a database can refuse; the payload is bytes. */
    private static FailedEvent bare(FailedEvent event) {
        return new FailedEvent(
                event.site(),
                null,
                event.copyId(),
                event.stage(),
                AnalysisFailure.UNSTORABLE.slug(),
                "The database refuses what the dead letter says about it.",
                event.receivedAt(),
                event.failedAt(),
                event.payload());
    }

    private static HaltException halt(SQLException e) {
        return new HaltException("the database refuses failed events: " + e.getMessage(), e);
    }

    private void decode(Delivery delivery, List<FailedEvent> events, List<Delivery> newer) {
        try {
            events.addAll(FailedEnvelope.decode(delivery.body()));
        } catch (NewerEnvelopeException e) {
            newer.add(delivery);
        } catch (MalformedEnvelopeException e) {
            decodeGivenUp(delivery, events, newer);
        }
    }

    private void decodeGivenUp(Delivery delivery, List<FailedEvent> events, List<Delivery> newer) {
        try {
            events.addAll(GivenUp.failures(delivery, clock.instant()));
        } catch (NewerEnvelopeException e) {
            newer.add(delivery);
        }
    }

    /** Whether this program can handle a message, be it a stranger's. */
    static boolean isReadable(byte[] message) {
        try {
            FailedEnvelope.decode(message);
            return true;
        } catch (NewerEnvelopeException newer) {
            return false;
        } catch (MalformedEnvelopeException noDeadLetter) {
            return GivenUp.isReadable(message);
        }
    }
}
