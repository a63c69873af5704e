package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.NewerEnvelopeException;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.Judgements;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes envelopes of enriched events and hands their events to the store, up to a size at a time.
 * What can fail with an event is {@link EventStore}'s; with a whole message this:
 *
 * <table>
 * <caption>Failure classes</caption>
 * <tr><td>it is no envelope</td><td>one dead letter; too many open the {@link Circuit}</td></tr>
 * <tr><td>it is of a newer version</td><td>parked as it came; its neighbours go on</td></tr>
 * </table>
 */
final class EnrichedMessages implements BatchHandler {

    private static final int MAX_BATCH = 2_000;

    private final EventStore store;
    private final DeadLetters deadLetters;
    private final Parking parking;
    private final Circuit circuit;
    private final Clock clock;

    EnrichedMessages(
            EventStore store,
            DeadLetters deadLetters,
            Parking parking,
            Circuit circuit,
            Clock clock) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.parking = parking;
        this.circuit = circuit;
        this.clock = clock;
    }

    @Override
    public void handle(List<Delivery> batch) throws Exception {
        List<TransformResult> events = new ArrayList<>();
        List<FailedEvent> strangers = new ArrayList<>(0);
        List<Delivery> newer = new ArrayList<>(0);
        for (Delivery delivery : batch) {
            decode(delivery, events, strangers, newer);
        }
        for (int from = 0; from < events.size(); from += MAX_BATCH) {
            store.store(events.subList(from, Math.min(from + MAX_BATCH, events.size())));
        }
        if (!strangers.isEmpty()) {
            giveUp(strangers);
        }
        parking.park(newer); // last: an open circuit would have it done again and again
    }

    private void decode(
            Delivery delivery,
            List<TransformResult> events,
            List<FailedEvent> strangers,
            List<Delivery> newer) {
        try {
            events.addAll(EnrichedEnvelope.decode(delivery.body()));
        } catch (NewerEnvelopeException e) {
            newer.add(delivery);
        } catch (MalformedEnvelopeException e) {
            strangers.add(Strangers.message(delivery, clock.instant()));
        }
    }

    private void giveUp(List<FailedEvent> strangers) throws Exception {
        Circuit.Pass pass = circuit.enter();
        Judgements judgements = new Judgements();
        strangers.forEach(each -> judgements.addStranger());
        pass.judge(judgements);
        deadLetters.send(strangers);
        pass.finished(judgements);
    }

    /** Whether this program can handle a message, be it a stranger's. */
    static boolean isReadable(byte[] message) {
        try {
            EnrichedEnvelope.decode(message);
            return true;
        } catch (NewerEnvelopeException newer) {
            return false;
        } catch (MalformedEnvelopeException stranger) {
            return true;
        }
    }
}
