package io.streamwheel.standalone;

import io.streamwheel.embedded.EmbeddedBroker;
import io.streamwheel.embedded.EmbeddedDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The embedded broker and database, those of the two that nobody named elsewhere. */
final class Servers implements AutoCloseable {

    private final Optional<EmbeddedBroker> broker;
    private final Optional<EmbeddedDatabase> database;

    private Servers(Optional<EmbeddedBroker> broker, Optional<EmbeddedDatabase> database) {
        this.broker = broker;
        this.database = database;
    }

    /** Starts both at once and returns when they accept connections. */
    static Servers start(Settings settings, DataDirectory directory)
            throws CannotStartException, InterruptedException {
        FutureTask<Optional<EmbeddedBroker>> broker =
                inBackground(
                        "start-broker",
                        () ->
                                settings.namesBroker()
                                        ? Optional.empty()
                                        : Optional.of(
                                                EmbeddedBroker.startWithoutHook(
                                                        directory.broker(), 0)));
        FutureTask<Optional<EmbeddedDatabase>> database =
                inBackground(
                        "start-database",
                        () ->
                                settings.namesDatabase()
                                        ? Optional.empty()
                                        : Optional.of(
                                                EmbeddedDatabase.startWithoutHook(
                                                        directory.database(), 0)));
        Optional<EmbeddedBroker> startedBroker = Optional.empty();
        Optional<EmbeddedDatabase> startedDatabase = Optional.empty();
        ExecutionException problem = null;
        try {
            startedBroker = broker.get();
        } catch (ExecutionException failed) {
            problem = failed;
        }
        try {
            startedDatabase = database.get();
        } catch (ExecutionException failed) {
            problem = failed;
        }
        Servers servers = new Servers(startedBroker, startedDatabase);
        if (problem != null) {
            servers.close();
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            throw new CannotStartException(String.valueOf(cause.getMessage()), cause);
        }
        return servers;
    }

    private static <T> FutureTask<T> inBackground(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name(name).start(task);
        return task;
    }

    /** Spring properties that lead to the servers that were started here. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        broker.ifPresent(started ->
                properties.putAll(
                        Map.of(
                                "spring.rabbitmq.host", "127.0.0.1",
                                "spring.rabbitmq.port", started.port(),
                                "spring.rabbitmq.username", started.username(),
                                "spring.rabbitmq.password", started.password(),
                                "spring.rabbitmq.virtual-host", "/")));
        database.ifPresent(started ->
                properties.putAll(
                        Map.of(
                                "spring.datasource.url", started.jdbcUrl(),
                                "spring.datasource.username", started.username(),
                                "spring.datasource.password", started.password())));
        return properties;
    }

    @Override
    public void close() throws InterruptedException {
        Thread ending =
                Thread.ofPlatform()
                        .name("end-broker")
                        .start(() -> broker.ifPresent(EmbeddedBroker::close));
        database.ifPresent(EmbeddedDatabase::close);
        ending.join();
    }
}
