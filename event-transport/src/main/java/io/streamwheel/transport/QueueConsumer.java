package io.streamwheel.transport;

/**
 * Takes batches of messages from a queue, hands them to a {@link BatchHandler} and acknowledges
 * last.
 *
 * <p>A batch whose handler throws stays in hand and is tried again with backoff and jitter, while
 * the prefetch keeps the broker from handing out more; after minutes the channel is closed, so that
 * the broker gives the messages to somebody else. When the connection goes, the batch in hand is
 * forgotten after its handler returns, for the broker delivers it again.
 */
public final class QueueConsumer implements AutoCloseable {

    public QueueConsumer(
            Broker broker, Topology topology, ConsumerSettings settings, BatchHandler handler) {
        throw new UnsupportedOperationException();
    }

    /** Connects in the background, and goes on trying. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Whether batches are being taken, or why not. */
    public LinkState state() {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes no more, lets the batch in hand finish (up to 10 s), acknowledges it, closes the
     * connection.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
