package io.streamwheel.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.BrokerImpl;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.model.port.AmqpPort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Qpid Broker-J inside the JVM: AMQP 0-9-1 on a port of 127.0.0.1, messages in a Derby store
 * under the data directory.
 *
 * <p>Only who knows the generated password gets in; there is no anonymous access and no management
 * port. Durable queues and persistent messages are there again after a restart in the same
 * directory, also after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String CONFIGURATION = "broker.json";
    private static final String USERNAME = "streamwheel";

    private final SystemLauncher launcher;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(SystemLauncher launcher, int port, String password) {
        this.launcher = launcher;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the broker and returns when it accepts connections. It ends with the JVM at the
     * latest.
     *
     * @param directory where queues and messages are kept; made when absent
     * @param port 0 chooses a free one
     */
    public static EmbeddedBroker start(Path directory, int port) {
        EmbeddedBroker broker = startWithoutHook(directory, port);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-broker-closer"));
        return broker;
    }

    /**
     * Like {@link #start}, for a caller that closes the broker in a shutdown hook of its own, after
     * everything that uses it.
     */
    public static EmbeddedBroker startWithoutHook(Path directory, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        // Its operational log tells of every connection and channel on the level INFO.
        System.getProperties().putIfAbsent(SystemConfig.PROPERTY_STATUS_UPDATES, "false");
        String password = Passwords.random();
        Listener listener = new Listener();
        SystemLauncher launcher = new SystemLauncher(listener);
        try {
            Files.createDirectories(directory);
            Path configuration = copyConfiguration(directory);
            launcher.startup(
                    Map.of(
                            SystemConfig.TYPE,
                            "Memory",
                            SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                            configuration.toString(),
                            SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                            "false",
                            SystemConfig.CONTEXT,
                            Map.of(
                                    SystemConfig.QPID_WORK_DIR,
                                    directory.toAbsolutePath().toString(),
                                    "streamwheel.port",
                                    String.valueOf(port),
                                    "streamwheel.username",
                                    USERNAME,
                                    "streamwheel.password",
                                    password)));
            EmbeddedBroker broker = new EmbeddedBroker(launcher, listener.boundPort(), password);
            listener.removeHook();
            LOG.info("Embedded broker listens on 127.0.0.1:{}", broker.port);
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded broker has no use of " + directory, e);
        } catch (Exception e) {
            launcher.shutdown(1);
            throw new IllegalStateException(
                    "The embedded broker did not start on port " + port + " in " + directory, e);
        }
    }

    /** The broker reads a file or a URL of its own, and the latter not inside a nested jar. */
    private static Path copyConfiguration(Path directory) throws IOException {
        Path file = directory.resolve(CONFIGURATION);
        try (InputStream resource =
                Objects.requireNonNull(EmbeddedBroker.class.getResourceAsStream(CONFIGURATION))) {
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toAbsolutePath();
    }

    public int port() {
        return port;
    }

    public String username() {
        return USERNAME;
    }

    /** Made at the start, for whoever runs in this JVM. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            launcher.shutdown();
            LOG.info("Embedded broker on 127.0.0.1:{} stopped", port);
        }
    }

    /** Takes what the launcher does not hand out. */
    private static final class Listener extends DefaultSystemLauncherListener {

        private volatile @Nullable SystemConfig<?> system;
        private volatile @Nullable RuntimeException problem;

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            system = systemConfig;
        }

        @Override
        public void errorOnStartup(RuntimeException e) {
            problem = e;
        }

        /**
         * The broker would end by itself with the JVM, under those who still use it, and has no
         * setting for that: the hook is in a private field.
         */
        void removeHook() {
            Object broker = Objects.requireNonNull(system, "nothing was started").getContainer();
            try {
                Field hook = BrokerImpl.class.getDeclaredField("_shutdownHook");
                hook.setAccessible(true);
                Runtime.getRuntime().removeShutdownHook((Thread) hook.get(broker));
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new IllegalStateException("not the broker that this class knows", e);
            }
        }

        /** The port, when everything below the broker works. */
        int boundPort() {
            if (problem != null) {
                throw problem;
            }
            SystemConfig<?> config = Objects.requireNonNull(system, "nothing was started");
            Broker<?> broker = (Broker<?>) config.getContainer();
            for (VirtualHostNode<?> node : broker.getVirtualHostNodes()) {
                if (node.getState() != State.ACTIVE
                        || node.getVirtualHost() == null
                        || node.getVirtualHost().getState() != State.ACTIVE) {
                    throw new IllegalStateException("the message store does not open");
                }
            }
            for (Object child : broker.getPorts()) {
                if (child instanceof AmqpPort<?> amqp && amqp.getState() == State.ACTIVE) {
                    return amqp.getBoundPort();
                }
            }
            throw new IllegalStateException("the port does not open");
        }
    }
}
