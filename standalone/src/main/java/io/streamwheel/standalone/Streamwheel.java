package io.streamwheel.standalone;

import io.streamwheel.standalone.demo.Door;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** One running Streamwheel: data directory, servers, services. Started and ended as a whole. */
public final class Streamwheel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streamwheel.class);
    private static final String COLLECTOR = "STREAMWHEEL_CONSOLE_COLLECTOR";

    private final DataDirectory directory;
    private final Servers servers;
    private final Services services;
    private final Door door;

    private Streamwheel(DataDirectory directory, Servers servers, Services services, Door door) {
        this.directory = directory;
        this.servers = servers;
        this.services = services;
        this.door = door;
    }

    /**
     * Starts everything and returns when it serves.
     *
     * @param directory locked already; closed with the rest
     * @param shop what the analysis service answers in a demo shop's name; null: there is none
     * @throws CannotStartException when something is in the way; nothing is left running then
     */
    static Streamwheel start(
            Settings settings,
            DataDirectory directory,
            @Nullable RouterFunction<ServerResponse> shop)
            throws CannotStartException, InterruptedException {
        Ports ports = Ports.of(settings.environment());
        Keys keys = Keys.of(settings.environment(), directory.keys());
        ports.checkFree();
        Servers servers = Servers.start(settings, directory);
        try {
            Map<String, Object> properties = new HashMap<>(settings.properties());
            properties.putAll(servers.properties());
            if (!settings.environment().containsKey(COLLECTOR) && ports.ingest() > 0) {
                properties.put(
                        "streamwheel.console.collector",
                        "http://" + ports.host() + ":" + ports.ingest());
            }
            Services services = Services.start(ports, keys, properties, shop);
            Door door =
                    new Door(
                            "http://" + ports.host() + ":" + services.ingestPort(),
                            "http://" + ports.host() + ":" + services.analysisPort(),
                            keys.writeKey(),
                            keys.serverKey(),
                            keys.consolePassword());
            return new Streamwheel(directory, servers, services, door);
        } catch (CannotStartException | InterruptedException | RuntimeException problem) {
            servers.close();
            throw problem;
        }
    }

    /** Where it listens, and the keys that open it. */
    Door door() {
        return door;
    }

    /** Services first, so that what is under way still finds its broker and its database. */
    @Override
    public void close() throws IOException {
        LOG.info("stopping");
        services.close();
        servers.close();
        directory.close();
        LOG.info("stopped");
    }
}
