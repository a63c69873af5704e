package io.streamwheel.testkit;

import io.streamwheel.testkit.FaultProxy.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client's connection and the one to the server behind it; when one ends, both do. */
final class ProxiedConnection {

    private static final int PIECE = 16 << 10;

    private final Socket client;
    private final Socket server;
    private final Function<Direction, Fault> faults;
    private final Consumer<ProxiedConnection> ended;
    private volatile boolean gone;
    private volatile boolean gap;

    ProxiedConnection(
            Socket client,
            Socket server,
            Function<Direction, Fault> faults,
            Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.faults = faults;
        this.ended = ended;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Fault up = faults.apply(Direction.TO_SERVER);
        Fault down = faults.apply(Direction.TO_CLIENT);
        Thread.ofPlatform().daemon().name("proxy-up").start(() -> pump(client, server, up));
        Thread.ofPlatform().daemon().name("proxy-down").start(() -> pump(server, client, down));
    }

    /** Whether bytes were lost, so that what comes after them makes no sense. */
    boolean hasGap() {
        return gap;
    }

    /** Closes both sockets, whatever was under way. */
    void cut() {
        gone = true;
        ended.accept(this);
        close(client);
        close(server);
        for (Direction each : Direction.values()) {
            faults.apply(each).wake();
        }
    }

    private void pump(Socket from, Socket to, Fault fault) {
        byte[] piece = new byte[PIECE];
        int limits = 0;
        long left = Fault.NEVER;
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int read = in.read(piece);
            while (read >= 0) {
                fault.await(() -> gone);
                if (limits != fault.limits()) {
                    limits = fault.limits();
                    left = fault.limit();
                }
                if (fault.swallows()) {
                    gap = true;
                } else if (gap) {
                    return;
                } else {
                    out.write(piece, 0, (int) Math.min(read, left));
                    left -= Math.min(read, left);
                }
                if (left == 0) {
                    return;
                }
                read = in.read(piece);
            }
            fault.await(() -> gone); // an end is news too, and a frozen line brings none
        } catch (IOException _) {
            // The other side learns of it below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
