package io.streamwheel.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
final class LoopbackPort {

    private static final int MAX = 65_535;

    private LoopbackPort() {}

    /**
     * The wanted port, or any free one for 0.
     *
     * @throws IOException somebody listens there already
     */
    static int free(int wanted) throws IOException {
        if (wanted < 0 || wanted > MAX) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + wanted);
        }
        try (ServerSocket socket =
                new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IOException("port " + wanted + " of 127.0.0.1 cannot be used", e);
        }
    }
}
