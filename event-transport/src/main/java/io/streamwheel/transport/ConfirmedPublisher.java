package io.streamwheel.transport;

import java.util.concurrent.CompletableFuture;

/**
 * Publishes persistent messages to queues by name and tells when the broker has them.
 *
 * <p>{@link #publish} never blocks: the socket belongs to one thread, so a frozen broker stalls
 * that thread and not the callers, whose futures end by the time-out. A return (mandatory message
 * without a route) is a failure whatever the broker confirms after it. While the connection is away
 * or blocked, publishing fails at once; the connection is opened again in the background, with
 * backoff.
 */
public final class ConfirmedPublisher implements AutoCloseable {

    public ConfirmedPublisher(Broker broker, Topology topology, PublisherSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Connects in the background, and goes on trying. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends one message.
     *
     * @return completes when the broker has confirmed; completes with {@link
     *     PublishFailedException} otherwise, within the confirm time-out
     */
    public CompletableFuture<Void> publish(String queue, byte[] body) {
        throw new UnsupportedOperationException();
    }

    /** Whether a message would be sent now, or why not. */
    public LinkState state() {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes no more, waits up to the confirm time-out for what is in flight, then closes the
     * connection.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
