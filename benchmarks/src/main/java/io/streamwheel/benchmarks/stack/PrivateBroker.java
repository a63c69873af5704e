package io.streamwheel.benchmarks.stack;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A RabbitMQ node with a name, ports, directories and an epmd of its own. */
public final class PrivateBroker {

    private static final String USER = "streamwheel";
    private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/lib");
    private static final Duration START = Duration.ofMinutes(5);

    private final Child node;
    private final ConnectionFactory connections;

    private PrivateBroker(Child node, ConnectionFactory connections) {
        this.node = node;
        this.connections = connections;
    }

    /** Starts it and waits until it takes connections. */
    public static PrivateBroker start(Scratch scratch) throws IOException, InterruptedException {
        Shares shares = scratch.shares();
        Path home = Files.createDirectory(scratch.directory().resolve("broker"));
        int port = Ports.free();
        String names = String.valueOf(Ports.free());
        Path settings = home.resolve("rabbitmq.conf");
        Files.writeString(
                settings,
                """
                listeners.tcp.1 = 127.0.0.1:%d
                default_user = %s
                default_pass = %s
                disk_free_limit.absolute = 50MB
                log.file.level = warning
                """
                        .formatted(port, USER, USER));
        Path plugins = Files.writeString(home.resolve("plugins"), "[].\n");
        Child.start(
                scratch,
                "epmd",
                home,
                List.of("epmd", "-port", names, "-address", "127.0.0.1"),
                Map.of());
        Child node =
                Child.start(
                        scratch,
                        "rabbitmq",
                        home,
                        List.of(server().toString()),
                        Map.ofEntries(
                                Map.entry("HOME", home.toString()),
                                Map.entry("RUNNING_UNDER_SYSTEMD", "1"), // no shell around it
                                Map.entry("RABBITMQ_NODENAME", "benchmark" + port + "@localhost"),
                                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(Ports.free())),
                                Map.entry("ERL_EPMD_PORT", names),
                                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                                Map.entry("RABBITMQ_MNESIA_BASE", home + "/db"),
                                Map.entry("RABBITMQ_LOG_BASE", home + "/log"),
                                Map.entry("RABBITMQ_CONFIG_FILE", settings.toString()),
                                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                                Map.entry("RABBITMQ_PID_FILE", home + "/pid"),
                                Map.entry(
                                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                                        "-kernel inet_dist_use_interface {127,0,0,1}")));
        shares.give(Container.RABBITMQ, node.handle());
        ConnectionFactory connections = new ConnectionFactory();
        connections.setHost("127.0.0.1");
        connections.setPort(port);
        connections.setUsername(USER);
        connections.setPassword(USER);
        PrivateBroker broker = new PrivateBroker(node, connections);
        node.await(broker::answers, START);
        return broker;
    }

    private static Path server() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            throw new IllegalStateException(
                    "RabbitMQ is missing: apt-get install rabbitmq-server (looked in "
                            + DEBIAN
                            + ")");
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("sbin/rabbitmq-server"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isOpen();
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    public Connection connect() throws IOException, TimeoutException {
        return connections.newConnection();
    }

    /** Messages that wait in a queue, which must exist. */
    public long depth(String queue) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            return channel.messageCount(queue);
        }
    }

    /** As programs on AMQP want to hear it. */
    URI uri() {
        return URI.create(
                "amqp://%s:%s@%s:%d"
                        .formatted(USER, USER, connections.getHost(), connections.getPort()));
    }

    /** What it says of itself: RabbitMQ and its version. */
    public String version() throws IOException, TimeoutException {
        try (Connection connection = connect()) {
            Map<String, Object> says = connection.getServerProperties();
            return says.get("product") + " " + says.get("version");
        }
    }

    /** As a Spring Boot application wants to hear it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_RABBITMQ_HOST",
                connections.getHost(),
                "SPRING_RABBITMQ_PORT",
                String.valueOf(connections.getPort()),
                "SPRING_RABBITMQ_USERNAME",
                USER,
                "SPRING_RABBITMQ_PASSWORD",
                USER);
    }

    public Cpu cpu() throws IOException {
        return node.cpu();
    }
}
