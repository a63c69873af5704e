package io.streamwheel.transport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.streamwheel.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The broker of these tests: the one that the environment names, else an embedded one. */
final class TestBroker {

    private static final ConnectionFactory FACTORY = find();

    private TestBroker() {}

    static ConnectionFactory factory() {
        return FACTORY.clone();
    }

    static Broker broker(String service) {
        return new Broker(factory(), service);
    }

    static boolean isRabbitMq() {
        return System.getenv("SPRING_RABBITMQ_HOST") != null;
    }

    /** Does something on a channel of its own. */
    static void with(Action action) throws Exception {
        try (Connection connection = factory().newConnection("test");
                Channel channel = connection.createChannel()) {
            action.on(channel);
        }
    }

    /** Qpid complains where there is none. */
    static void deleteQueue(String queue) throws Exception {
        with(channel -> {
            Topology.of(queue).declare(channel);
            channel.queueDelete(queue);
        });
    }

    private static ConnectionFactory find() {
        ConnectionFactory factory = new ConnectionFactory();
        if (isRabbitMq()) {
            factory.setHost(System.getenv("SPRING_RABBITMQ_HOST"));
            factory.setPort(Integer.parseInt(environment("SPRING_RABBITMQ_PORT", "5672")));
            factory.setUsername(environment("SPRING_RABBITMQ_USERNAME", "guest"));
            factory.setPassword(environment("SPRING_RABBITMQ_PASSWORD", "guest"));
            factory.setVirtualHost(environment("SPRING_RABBITMQ_VIRTUAL_HOST", "/"));
            return factory;
        }
        try {
            Path directory = Files.createTempDirectory("streamwheel-transport-");
            EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
            factory.setHost("127.0.0.1");
            factory.setPort(broker.port());
            factory.setUsername(broker.username());
            factory.setPassword(broker.password());
            return factory;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String environment(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value == null ? otherwise : value;
    }

    interface Action {
        void on(Channel channel) throws Exception;
    }
}
