package io.streamwheel.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the services listen. A port 0 lets the system choose.
 *
 * @param bind the address of the public ports
 * @param managementBind the address of the management ports
 */
record Ports(
        String bind,
        String managementBind,
        int ingest,
        int transform,
        int analysis,
        int ingestManagement,
        int transformManagement,
        int analysisManagement) {

    private static final String LOOPBACK = "127.0.0.1";

    static Ports of(Map<String, String> environment) throws CannotStartException {
        return new Ports(
                text(environment, "STREAMWHEEL_BIND"),
                text(environment, "STREAMWHEEL_MANAGEMENT_BIND"),
                port(environment, "STREAMWHEEL_INGEST_PORT", 8080),
                port(environment, "STREAMWHEEL_TRANSFORM_PORT", 8081),
                port(environment, "STREAMWHEEL_ANALYSIS_PORT", 8082),
                port(environment, "STREAMWHEEL_INGEST_MANAGEMENT_PORT", 9080),
                port(environment, "STREAMWHEEL_TRANSFORM_MANAGEMENT_PORT", 9081),
                port(environment, "STREAMWHEEL_ANALYSIS_MANAGEMENT_PORT", 9082));
    }

    private static String text(Map<String, String> environment, String name) {
        String given = environment.getOrDefault(name, "");
        return given.isEmpty() ? LOOPBACK : given;
    }

    private static int port(Map<String, String> environment, String name, int usual)
            throws CannotStartException {
        String given = environment.getOrDefault(name, "");
        if (given.isEmpty()) {
            return usual;
        }
        int port = Integer.MIN_VALUE;
        if (given.matches("[0-9]{1,5}")) {
            port = Integer.parseInt(given);
        }
        if (port < 0 || port > 65_535) {
            throw new CannotStartException(name + " must be a port, 0 to 65535.");
        }
        return port;
    }

    /** Says which port is taken, or named twice, before anything is started. */
    void checkFree() throws CannotStartException {
        Map<Integer, String> named = new HashMap<>();
        checkOnce(named, ingest, "STREAMWHEEL_INGEST_PORT");
        checkOnce(named, transform, "STREAMWHEEL_TRANSFORM_PORT");
        checkOnce(named, analysis, "STREAMWHEEL_ANALYSIS_PORT");
        checkOnce(named, ingestManagement, "STREAMWHEEL_INGEST_MANAGEMENT_PORT");
        checkOnce(named, transformManagement, "STREAMWHEEL_TRANSFORM_MANAGEMENT_PORT");
        checkOnce(named, analysisManagement, "STREAMWHEEL_ANALYSIS_MANAGEMENT_PORT");
        checkFree(bind, ingest, "STREAMWHEEL_INGEST_PORT");
        checkFree(bind, transform, "STREAMWHEEL_TRANSFORM_PORT");
        checkFree(bind, analysis, "STREAMWHEEL_ANALYSIS_PORT");
        checkFree(managementBind, ingestManagement, "STREAMWHEEL_INGEST_MANAGEMENT_PORT");
        checkFree(managementBind, transformManagement, "STREAMWHEEL_TRANSFORM_MANAGEMENT_PORT");
        checkFree(managementBind, analysisManagement, "STREAMWHEEL_ANALYSIS_MANAGEMENT_PORT");
    }

    private static void checkOnce(Map<Integer, String> named, int port, String variable)
            throws CannotStartException {
        if (port != 0 && named.putIfAbsent(port, variable) instanceof String other) {
            throw new CannotStartException(
                    "%s and %s are both %d. Name another port with one of them."
                            .formatted(other, variable, port));
        }
    }

    private static void checkFree(String host, int port, String variable)
            throws CannotStartException {
        if (port == 0) {
            return;
        }
        InetSocketAddress address;
        try {
            address = new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            throw new CannotStartException(
                    "STREAMWHEEL_BIND must be an address of this machine, not " + host, unknown);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException taken) {
            throw new CannotStartException(
                    "port %d on %s is taken (%s). Free it, or name another with %s."
                            .formatted(port, host, taken.getMessage(), variable),
                    taken);
        }
    }

    /** The host that this machine reaches the services by. */
    String host() {
        boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::") || bind.equals("[::]");
        if (everywhere) {
            return LOOPBACK;
        }
        return bind.indexOf(':') >= 0 && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    }
}
