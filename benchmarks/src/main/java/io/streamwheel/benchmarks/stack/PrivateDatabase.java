package io.streamwheel.benchmarks.stack;

import io.streamwheel.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL with a cluster and a port of its own. */
public final class PrivateDatabase {

    private final EmbeddedDatabase database;

    private PrivateDatabase(EmbeddedDatabase database) {
        this.database = database;
    }

    /** Starts it, without a table. */
    public static PrivateDatabase start(Scratch scratch) {
        return new PrivateDatabase(
                scratch.keep(() ->
                        EmbeddedDatabase.startWithoutHook(
                                scratch.directory().resolve("database"), 0)));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }

    /** As a Spring Boot application wants to hear it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password());
    }
}
