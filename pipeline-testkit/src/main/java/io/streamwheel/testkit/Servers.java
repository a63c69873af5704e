package io.streamwheel.testkit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The broker and the database of a test run, one each per JVM: servers named by the environment
 * ({@code SPRING_RABBITMQ_HOST}, {@code SPRING_DATASOURCE_URL}), else Testcontainers where a Docker
 * engine answers, else the embedded ones. Started at the first use, ended with the JVM.
 */
public final class Servers {

    private Servers() {}

    /** A factory for connections to the broker's virtual host of this run. */
    public static ConnectionFactory broker() {
        TestBroker broker = OneBroker.INSTANCE;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.username());
        factory.setPassword(broker.password());
        factory.setVirtualHost(broker.virtualHost());
        return factory;
    }

    /** {@code spring.rabbitmq.*} properties that lead to the same broker. */
    public static Map<String, Object> brokerProperties() {
        TestBroker broker = OneBroker.INSTANCE;
        return Map.of(
                "spring.rabbitmq.host", broker.host(),
                "spring.rabbitmq.port", broker.port(),
                "spring.rabbitmq.username", broker.username(),
                "spring.rabbitmq.password", broker.password(),
                "spring.rabbitmq.virtual-host", broker.virtualHost());
    }

    /** A database of its own, empty, for one test class; dropped with the JVM. */
    public static TestDatabase newDatabase() {
        return OneDatabaseServer.INSTANCE.newDatabase();
    }

    /** Takes every message out of the queues, declaring none. */
    public static void purge(String... queues) {
        try (Connection connection = broker().newConnection("test/purge")) {
            for (String queue : queues) {
                purge(connection, queue);
            }
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("The queues cannot be emptied", e);
        }
    }

    private static void purge(Connection connection, String queue) throws IOException {
        try (Channel channel = connection.createChannel()) {
            channel.queuePurge(queue);
        } catch (IOException | TimeoutException e) {
            // An absent queue closes the channel; whatever else is wrong takes the connection too.
            if (!connection.isOpen()) {
                throw new IOException("purge of " + queue, e);
            }
        } catch (com.rabbitmq.client.AlreadyClosedException e) {
            if (!connection.isOpen()) {
                throw e;
            }
        }
    }

    private static final class OneBroker {
        static final TestBroker INSTANCE = TestBroker.find();
    }

    private static final class OneDatabaseServer {
        static final TestDatabaseServer INSTANCE = TestDatabaseServer.find();
    }
}
