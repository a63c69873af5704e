package io.streamwheel.testkit;

import com.rabbitmq.client.ConnectionFactory;
import io.streamwheel.embedded.EmbeddedBroker;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** Where the broker of this run is. */
record TestBroker(String host, int port, String username, String password, String virtualHost) {

    private static final String IMAGE = "rabbitmq:4-management";

    static TestBroker find() {
        if (System.getenv("SPRING_RABBITMQ_HOST") instanceof String host && !host.isBlank()) {
            return new TestBroker(
                    host,
                    Integer.parseInt(Environment.get("SPRING_RABBITMQ_PORT", "5672")),
                    Environment.get("SPRING_RABBITMQ_USERNAME", ConnectionFactory.DEFAULT_USER),
                    Environment.get("SPRING_RABBITMQ_PASSWORD", ConnectionFactory.DEFAULT_PASS),
                    Environment.get(
                            "SPRING_RABBITMQ_VIRTUAL_HOST", ConnectionFactory.DEFAULT_VHOST));
        }
        return Environment.dockerAnswers() ? container() : embedded();
    }

    /** Testcontainers ends it with the JVM. */
    @SuppressWarnings("resource")
    private static TestBroker container() {
        RabbitMQContainer container = new RabbitMQContainer(IMAGE);
        container.start();
        return new TestBroker(
                container.getHost(),
                container.getAmqpPort(),
                container.getAdminUsername(),
                container.getAdminPassword(),
                ConnectionFactory.DEFAULT_VHOST);
    }

    private static TestBroker embedded() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        EmbeddedBroker broker = EmbeddedBroker.startWithoutHook(directory.path(), 0);
        directory.deleteAtExitAfter(broker::close);
        return new TestBroker(
                "127.0.0.1",
                broker.port(),
                broker.username(),
                broker.password(),
                ConnectionFactory.DEFAULT_VHOST);
    }
}
