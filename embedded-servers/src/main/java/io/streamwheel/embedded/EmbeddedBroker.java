package io.streamwheel.embedded;

import java.nio.file.Path;

/**
 * Apache Qpid Broker-J inside the JVM: AMQP 0-9-1 on a port of 127.0.0.1, messages in a Derby store
 * under the data directory.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private EmbeddedBroker() {}

    /**
     * Starts the broker and returns when it accepts connections.
     *
     * @param directory where queues and messages are kept; made when absent
     * @param port 0 chooses a free one
     */
    public static EmbeddedBroker start(Path directory, int port) {
        throw new UnsupportedOperationException();
    }

    public int port() {
        throw new UnsupportedOperationException();
    }

    public String username() {
        throw new UnsupportedOperationException();
    }

    /** Made at the start, for whoever runs in this JVM. */
    public String password() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
