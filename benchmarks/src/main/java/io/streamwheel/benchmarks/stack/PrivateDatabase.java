package io.streamwheel.benchmarks.stack;

import io.streamwheel.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database of a PostgreSQL with a cluster and a port of its own. */
public final class PrivateDatabase {

    private final String url;
    private final String user;
    private final String password;

    private PrivateDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Starts the server, without a table. */
    public static PrivateDatabase start(Scratch scratch) throws IOException {
        Shares shares = scratch.shares();
        EmbeddedDatabase server =
                scratch.keep(() ->
                        EmbeddedDatabase.startWithoutHook(
                                scratch.directory().resolve("database"), 0));
        PrivateDatabase database =
                new PrivateDatabase(server.jdbcUrl(), server.username(), server.password());
        shares.give(Container.POSTGRES, database.postmaster());
        return database;
    }

    private ProcessHandle postmaster() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).orElseThrow().parent().orElseThrow();
        } catch (SQLException e) {
            throw new IOException("a database that has just started does not answer", e);
        }
    }

    /** One more on the same server, without a table. */
    public PrivateDatabase beside(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new PrivateDatabase(
                url.substring(0, url.lastIndexOf('/') + 1) + name, user, password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Without user and password. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** As a Spring Boot application wants to hear it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url,
                "SPRING_DATASOURCE_USERNAME", user,
                "SPRING_DATASOURCE_PASSWORD", password);
    }
}
