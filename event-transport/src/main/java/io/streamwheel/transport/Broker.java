package io.streamwheel.transport;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurator;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Where the broker is. Opens a connection for one purpose; nobody shares one. */
public final class Broker {

    private static final int HEARTBEAT_SECONDS = 5;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int HANDSHAKE_MILLIS = 5_000;
    private static final int RPC_MILLIS = 10_000;

    private final ConnectionFactory factory;
    private final String service;

    /**
     * @param factory is copied for each connection, so that nothing of the caller's changes
     * @param service names the connections, as {@code service/purpose}, for whoever looks at the
     *     broker
     */
    public Broker(ConnectionFactory factory, String service) {
        this.factory = factory;
        this.service = service;
    }

    /**
     * Opens a new connection without automatic recovery: publisher and consumer each recover by
     * themselves.
     */
    Link connect(String purpose) throws IOException, TimeoutException {
        AtomicReference<Socket> socket = new AtomicReference<>(new Socket());
        ConnectionFactory own = factory.clone();
        SocketConfigurator configurator = factory.getSocketConfigurator();
        own.setSocketConfigurator(opened -> {
            configurator.configure(opened);
            socket.set(opened);
        });
        own.setAutomaticRecoveryEnabled(false);
        own.setTopologyRecoveryEnabled(false);
        own.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        own.setConnectionTimeout(CONNECT_MILLIS);
        own.setHandshakeTimeout(HANDSHAKE_MILLIS);
        own.setChannelRpcTimeout(RPC_MILLIS);
        own.setThreadFactory(
                Thread.ofPlatform().daemon().name("amqp-" + service + "-" + purpose, 0).factory());
        Connection connection = own.newConnection(service + "/" + purpose);
        return new Link(connection, socket.get());
    }

    /**
     * A connection and the socket below it.
     *
     * @param connection the protocol
     * @param socket what can be cut even while a thread hangs in writing to it
     */
    record Link(Connection connection, Socket socket) {

        private static final int CLOSE_MILLIS = 2_000;

        /** Closes politely, after what was written has gone. */
        void close() {
            connection.abort(CLOSE_MILLIS);
            sever();
        }

        /** Cuts the socket: whoever hangs in it gets an exception. */
        void sever() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("the socket to the broker does not close", e);
            }
        }
    }
}
