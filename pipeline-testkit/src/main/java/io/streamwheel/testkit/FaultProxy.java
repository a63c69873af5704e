package io.streamwheel.testkit;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A port in front of a server that does what networks do: drops, refuses, freezes, cuts between any
 * two bytes, delays, and loses what one side says.
 *
 * <p>Faults hold for the connections there are and for those to come, until {@link #heal()}. A
 * server that cannot be reached is a connection that ends at once.
 */
public final class FaultProxy implements AutoCloseable {

    /** Which way bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private final String host;
    private final int serverPort;
    private final ServerSocket listener;
    private final Map<Direction, Fault> faults = new EnumMap<>(Direction.class);
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean refusing;

    public FaultProxy(String host, int serverPort) throws IOException {
        this.host = host;
        this.serverPort = serverPort;
        for (Direction each : Direction.values()) {
            faults.put(each, new Fault());
        }
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fault-proxy-" + port()).start(this::accept);
    }

    /** In front of a broker; connect to it by {@link #factory}. */
    public static FaultProxy of(ConnectionFactory broker) throws IOException {
        return new FaultProxy(broker.getHost(), broker.getPort());
    }

    /** Where to connect to instead of the server, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Leads to the same broker, through this proxy. */
    public ConnectionFactory factory(ConnectionFactory broker) {
        ConnectionFactory through = broker.clone();
        through.setHost("127.0.0.1");
        through.setPort(port());
        return through;
    }

    /** Cuts every connection. New ones may come. */
    public void drop() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** Cuts every connection and takes no new one: the server is away. */
    public void refuse() {
        refusing = true;
        drop();
    }

    /** Not a byte passes either way, and no socket closes. */
    public void freeze() {
        freeze(Direction.TO_SERVER);
        freeze(Direction.TO_CLIENT);
    }

    /** Not a byte passes that way; those held pass when it heals. */
    public void freeze(Direction direction) {
        fault(direction).freeze();
    }

    /** Cuts each connection once so many more bytes went that way on it. */
    public void cutAfter(Direction direction, long bytes) {
        fault(direction).cutAfter(bytes);
    }

    /** Holds each piece of a stream, of up to 16 KiB, for that long. */
    public void delay(Direction direction, Duration each) {
        fault(direction).delay(each);
    }

    /**
     * What is said that way gets lost, such as the confirms of a broker. A stream with a gap is
     * worth nothing, so connections that lost something are cut when it heals.
     */
    public void swallow(Direction direction) {
        fault(direction).swallow();
    }

    /** Ends every fault. */
    public void heal() {
        refusing = false;
        faults.values().forEach(Fault::heal);
        connections.stream().filter(ProxiedConnection::hasGap).forEach(ProxiedConnection::cut);
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.size();
    }

    /** Connections that were ever taken. */
    public long accepted() {
        return accepted.get();
    }

    private Fault fault(Direction direction) {
        Fault fault = faults.get(direction);
        if (fault == null) {
            throw new IllegalArgumentException("no such direction: " + direction);
        }
        return fault;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void begin(Socket client) throws IOException {
        if (refusing) {
            client.close();
            return;
        }
        Socket server;
        try {
            server = new Socket(host, serverPort);
        } catch (IOException away) {
            client.close();
            return;
        }
        accepted.incrementAndGet();
        ProxiedConnection connection =
                new ProxiedConnection(client, server, this::fault, connections::remove);
        connections.add(connection);
        connection.start();
        if (refusing) { // since it was asked above
            connection.cut();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        drop();
        heal();
    }
}
