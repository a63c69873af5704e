package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.HaltException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes dead letters and keeps them. What is no dead letter was put here by the broker, which had
 * delivered it too often: it is kept as one failed event, its bytes untouched.
 */
final class FailedMessages implements BatchHandler {

    private final FailedEventStore store;
    private final Clock clock;

    FailedMessages(FailedEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void handle(List<Delivery> batch) throws Exception {
        List<FailedEvent> events = new ArrayList<>();
        for (Delivery delivery : batch) {
            decode(delivery, events);
        }
        try {
            store.store(events);
        } catch (SQLException e) {
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                throw e;
            }
            throw new HaltException("the database refuses failed events: " + e.getMessage(), e);
        }
    }

    private void decode(Delivery delivery, List<FailedEvent> events) {
        try {
            events.addAll(FailedEnvelope.decode(delivery.body()));
        } catch (MalformedEnvelopeException _) {
            events.add(Strangers.deadLetter(delivery, clock.instant()));
        }
    }
}
