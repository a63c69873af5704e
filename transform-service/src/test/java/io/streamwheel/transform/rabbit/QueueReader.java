package io.streamwheel.transform.rabbit;

import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConsumerSettings;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes everything out of the two queues behind the stage. */
final class QueueReader implements AutoCloseable {

    final List<TransformResult> results = new CopyOnWriteArrayList<>();
    final List<FailedEvent> deadLetters = new CopyOnWriteArrayList<>();
    private final QueueConsumer enriched;
    private final QueueConsumer failed;

    QueueReader(Broker broker, Topology topology) {
        enriched = consumer(broker, topology, Queues.ENRICHED);
        failed = consumer(broker, topology, Queues.FAILED);
        enriched.start();
        failed.start();
    }

    private QueueConsumer consumer(Broker broker, Topology topology, String queue) {
        return new QueueConsumer(
                broker,
                topology,
                new ConsumerSettings(queue, 1, 10, 10, Duration.ZERO),
                batch -> {
                    for (Delivery delivery : batch) {
                        take(delivery);
                    }
                });
    }

    private void take(Delivery delivery) throws Exception {
        if (delivery.queue().equals(Queues.ENRICHED)) {
            results.addAll(EnrichedEnvelope.decode(delivery.body()));
        } else {
            deadLetters.addAll(FailedEnvelope.decode(delivery.body()));
        }
    }

    @Override
    public void close() {
        enriched.close();
        failed.close();
    }
}
