package io.streamwheel.testkit;

import com.rabbitmq.client.ConnectionFactory;
import java.util.Map;

/**
 * The broker and the database of a test run, one each per JVM: servers named by the environment
 * ({@code SPRING_RABBITMQ_HOST}, {@code SPRING_DATASOURCE_URL}), else Testcontainers where a Docker
 * engine answers, else the embedded ones. Started at the first use, ended with the JVM.
 */
public final class Servers {

    private Servers() {}

    /** A factory for connections to the broker's virtual host of this run. */
    public static ConnectionFactory broker() {
        throw new UnsupportedOperationException();
    }

    /** {@code spring.rabbitmq.*} properties that lead to the same broker. */
    public static Map<String, Object> brokerProperties() {
        throw new UnsupportedOperationException();
    }

    /** A database of its own, empty, for one test class; dropped with the JVM. */
    public static TestDatabase newDatabase() {
        throw new UnsupportedOperationException();
    }

    /** Takes every message out of the queues, declaring none. */
    public static void purge(String... queues) {
        throw new UnsupportedOperationException();
    }
}
