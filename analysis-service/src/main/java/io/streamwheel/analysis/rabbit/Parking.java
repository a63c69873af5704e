package io.streamwheel.analysis.rabbit;

import io.micrometer.core.instrument.Counter;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.ParkedMessages;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Puts messages that only a newer program can read beside their queue, as they came. */
final class Parking {

    private final ConfirmedPublisher publisher;
    private final ParkedMessages parked;
    private final Counter counter;

    /**
     * @param parked is told of them
     */
    Parking(ConfirmedPublisher publisher, ParkedMessages parked, Counter counter) {
        this.publisher = publisher;
        this.parked = parked;
        this.counter = counter;
    }

    /** When it returns they are safe. One after the other: they are rare, and may be large. */
    void park(List<Delivery> messages) throws Exception {
        try {
            for (Delivery each : messages) {
                publisher.publish(Queues.parked(each.queue()), each.body()).get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        counter.increment(messages.size());
        parked.arrived(messages.size());
    }
}
