package io.streamwheel.transform.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Publishes the messages of one batch and waits until the broker has confirmed every one. Keeps a
 * bounded part of them in flight, so that a batch of any size fits through the publisher.
 */
final class Outbox {

    private final MessagePublisher publisher;
    private final int window;
    private final long windowBytes;
    private final List<CompletableFuture<Void>> inFlight = new ArrayList<>();
    private long bytesInFlight;

    /**
     * @param window most messages in flight
     * @param windowBytes most bytes in flight; a single message may be larger and goes alone
     */
    Outbox(MessagePublisher publisher, int window, long windowBytes) {
        this.publisher = publisher;
        this.window = window;
        this.windowBytes = windowBytes;
    }

    /** Sends a message, after a wait for those before it when the window is full. */
    void send(String queue, byte[] body) throws Exception {
        if (inFlight.size() >= window || bytesInFlight + body.length > windowBytes) {
            awaitConfirms();
        }
        inFlight.add(publisher.publish(queue, body));
        bytesInFlight += body.length;
    }

    /**
     * Returns when all are confirmed.
     *
     * @throws Exception what the publisher said about the first that is not; the others may or may
     *     not be there
     */
    void awaitConfirms() throws Exception {
        try {
            CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException | CompletionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } finally {
            inFlight.clear();
            bytesInFlight = 0;
        }
    }
}
