package io.streamwheel.ingest.http;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.ingest.publish.EnvelopeChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Confirms at once, or never, or refuses. */
final class FakeBroker implements EnvelopeChannel {

    final List<CollectedEvent> events = new CopyOnWriteArrayList<>();
    volatile CompletableFuture<Void> confirm = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<Void> publish(byte[] envelope) {
        try {
            events.addAll(CollectedEnvelope.decode(envelope));
        } catch (MalformedEnvelopeException e) {
            throw new AssertionError(e);
        }
        return confirm;
    }
}
