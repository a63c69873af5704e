package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.ReplayQueue;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.ConfirmedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes replays to the first queue, and waits until the broker has them. */
final class PublishedReplays implements ReplayQueue {

    private static final int EVENTS_PER_MESSAGE = 64;
    private static final int BYTES_PER_MESSAGE = 128 << 10;

    private final ConfirmedPublisher publisher;

    PublishedReplays(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void send(List<CollectedEvent> events) throws Exception {
        List<CompletableFuture<Void>> confirms = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int at = 0; at < events.size(); at++) {
            int more = events.get(at).size();
            boolean full = at - from == EVENTS_PER_MESSAGE || bytes + more > BYTES_PER_MESSAGE;
            if (at > from && full) {
                confirms.add(publish(events.subList(from, at)));
                from = at;
                bytes = 0;
            }
            bytes += more;
        }
        if (from < events.size()) {
            confirms.add(publish(events.subList(from, events.size())));
        }
        Confirms.await(confirms);
    }

    private CompletableFuture<Void> publish(List<CollectedEvent> some) {
        return publisher.publish(Queues.COLLECTED, CollectedEnvelope.encode(some));
    }
}
