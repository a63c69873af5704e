package io.streamwheel.transport;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Where the broker is. Opens a connection for one purpose; nobody shares one. */
public final class Broker {

    /**
     * @param service names the connections, as {@code service/purpose}, for whoever looks at the
     *     broker
     */
    public Broker(ConnectionFactory factory, String service) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a new connection without automatic recovery: publisher and consumer each recover by
     * themselves.
     */
    Connection connect(String purpose) throws IOException, TimeoutException {
        throw new UnsupportedOperationException();
    }
}
