package io.streamwheel.standalone;

import io.streamwheel.embedded.EmbeddedBroker;
import io.streamwheel.embedded.EmbeddedDatabase;
import io.streamwheel.transport.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The embedded broker and database, those of the two that nobody named elsewhere. */
final class Servers implements AutoCloseable {

    /** The broker does not say how long it takes; the database takes eight seconds at most. */
    private static final Duration PATIENCE = Duration.ofMillis(8_500);

    private final Optional<EmbeddedBroker> broker;
    private final Optional<EmbeddedDatabase> database;

    private Servers(Optional<EmbeddedBroker> broker, Optional<EmbeddedDatabase> database) {
        this.broker = broker;
        this.database = database;
    }

    /** Starts both at once and returns when they accept connections. */
    static Servers start(Settings settings, DataDirectory directory) throws CannotStartException {
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
        Awaited<EmbeddedBroker> startedBroker = Awaited.of(broker);
        Awaited<EmbeddedDatabase> startedDatabase = Awaited.of(database);
        Servers servers = new Servers(startedBroker.server(), startedDatabase.server());
        Throwable problem =
                startedBroker.problem() == null
                        ? startedDatabase.problem()
                        : startedBroker.problem();
        if (problem != null) {
            servers.close();
            throw new CannotStartException(String.valueOf(problem.getMessage()), problem);
        }
        return servers;
    }

    /** A server, or why there is none. */
    private record Awaited<T>(Optional<T> server, @Nullable Throwable problem) {

        /** Not to be interrupted: what starts must be known, so that it can be ended. */
        static <T> Awaited<T> of(FutureTask<Optional<T>> start) {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return new Awaited<>(start.get(), null);
                    } catch (InterruptedException later) {
                        interrupted = true;
                    } catch (ExecutionException failed) {
                        Throwable cause = failed.getCause();
                        return new Awaited<>(Optional.empty(), cause == null ? failed : cause);
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
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
    public void close() {
        new Ending(
                        PATIENCE,
                        () -> broker.ifPresent(EmbeddedBroker::close),
                        () -> database.ifPresent(EmbeddedDatabase::close))
                .close();
    }
}
