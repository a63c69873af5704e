package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.ConfirmedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes dead letters, and waits until the broker has them. */
final class PublishedDeadLetters implements DeadLetters {

    private static final int PER_MESSAGE = 20;

    private final ConfirmedPublisher publisher;

    PublishedDeadLetters(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void send(List<FailedEvent> events) throws Exception {
        List<CompletableFuture<Void>> confirms = new ArrayList<>();
        for (int from = 0; from < events.size(); from += PER_MESSAGE) {
            List<FailedEvent> some =
                    events.subList(from, Math.min(from + PER_MESSAGE, events.size()));
            confirms.add(publisher.publish(Queues.FAILED, FailedEnvelope.encode(some)));
        }
        Confirms.await(confirms);
    }
}
