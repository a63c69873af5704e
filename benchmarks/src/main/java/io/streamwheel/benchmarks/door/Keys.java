package io.streamwheel.benchmarks.door;

import io.streamwheel.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A database with the tables that the door reads, and one write key in them. */
final class Keys implements AutoCloseable {

    static final String WRITE_KEY = "wk_benchmark";

    private static final String TABLES =
            """
            CREATE TABLE site (
                site_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL UNIQUE);
            CREATE TABLE api_key (
                site_id integer NOT NULL REFERENCES site,
                key_hash bytea NOT NULL UNIQUE,
                kind text NOT NULL,
                revoked_at timestamptz);
            INSERT INTO site (name) VALUES ('shop');
            INSERT INTO api_key (site_id, key_hash, kind) SELECT site_id, sha256('%s'), 'write' FROM site;
            """
                    .formatted(WRITE_KEY);

    private final EmbeddedDatabase database;

    private Keys(EmbeddedDatabase database) {
        this.database = database;
    }

    static Keys start(Path parent) throws SQLException {
        Keys keys = new Keys(EmbeddedDatabase.start(parent.resolve("database"), 0));
        try (var connection =
                        DriverManager.getConnection(
                                keys.database.jdbcUrl(),
                                keys.database.username(),
                                keys.database.password());
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
            return keys;
        } catch (SQLException e) {
            keys.close();
            throw e;
        }
    }

    /** As a Spring Boot application wants to hear it. */
    Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "STREAMWHEEL_INGEST_DATABASE_ROLE", "");
    }

    @Override
    public void close() {
        database.close();
    }
}
