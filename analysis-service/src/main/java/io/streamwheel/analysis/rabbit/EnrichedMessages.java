package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes envelopes of enriched events and hands their events to the store, up to a size at a time.
 */
final class EnrichedMessages implements BatchHandler {

    private static final int MAX_BATCH = 2_000;

    private final EventStore store;
    private final DeadLetters deadLetters;
    private final Clock clock;

    EnrichedMessages(EventStore store, DeadLetters deadLetters, Clock clock) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public void handle(List<Delivery> batch) throws Exception {
        List<TransformResult> events = new ArrayList<>();
        List<FailedEvent> strangers = new ArrayList<>(0);
        for (Delivery delivery : batch) {
            decode(delivery, events, strangers);
        }
        for (int from = 0; from < events.size(); from += MAX_BATCH) {
            store.store(events.subList(from, Math.min(from + MAX_BATCH, events.size())));
        }
        if (!strangers.isEmpty()) {
            deadLetters.send(strangers);
        }
    }

    private void decode(
            Delivery delivery, List<TransformResult> events, List<FailedEvent> strangers) {
        try {
            events.addAll(EnrichedEnvelope.decode(delivery.body()));
        } catch (MalformedEnvelopeException e) {
            strangers.add(Strangers.message(delivery, Stage.ANALYSIS, e, clock.instant()));
        }
    }
}
