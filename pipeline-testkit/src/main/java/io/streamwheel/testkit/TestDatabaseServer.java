package io.streamwheel.testkit;

import io.streamwheel.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where the databases of this run are made.
 *
 * @param outlives whether the server goes on after this JVM, so that databases must be dropped
 */
record TestDatabaseServer(String jdbcUrl, String username, String password, boolean outlives) {

    private static final String IMAGE = "postgres:18";
    private static final Pattern URL =
            Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)[^?]*(\\?.*)?");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    static TestDatabaseServer find() {
        if (System.getenv("SPRING_DATASOURCE_URL") instanceof String url && !url.isBlank()) {
            return new TestDatabaseServer(
                    url,
                    Environment.get("SPRING_DATASOURCE_USERNAME", ""),
                    Environment.get("SPRING_DATASOURCE_PASSWORD", ""),
                    true);
        }
        return Environment.dockerAnswers() ? container() : embedded();
    }

    /** Testcontainers ends it with the JVM. */
    @SuppressWarnings("resource")
    private static TestDatabaseServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        return new TestDatabaseServer(
                container.getJdbcUrl(), container.getUsername(), container.getPassword(), false);
    }

    private static TestDatabaseServer embedded() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        EmbeddedDatabase database =
                EmbeddedDatabase.startWithoutHook(directory.path(), 0, binaries);
        directory.deleteAtExitAfter(database::close);
        return new TestDatabaseServer(
                database.jdbcUrl(), database.username(), database.password(), false);
    }

    TestDatabase newDatabase() {
        String name =
                "streamwheel_test_"
                        + ProcessHandle.current().pid()
                        + "_"
                        + Long.toHexString(System.nanoTime())
                        + "_"
                        + COUNTER.incrementAndGet();
        execute("CREATE DATABASE " + name);
        // No test cuts the server's power, and each commit would wait for a disk: 3 ms on a slow
        // one.
        execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
        if (outlives) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> execute("DROP DATABASE " + name + " WITH (FORCE)")));
        }
        return new TestDatabase(urlOf(name), username, password);
    }

    private String urlOf(String database) {
        Matcher matcher = URL.matcher(jdbcUrl);
        if (!matcher.matches()) {
            throw new IllegalStateException("Not a PostgreSQL URL: " + jdbcUrl);
        }
        return matcher.group(1) + database + (matcher.group(2) == null ? "" : matcher.group(2));
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return username.isEmpty()
                ? DriverManager.getConnection(jdbcUrl)
                : DriverManager.getConnection(jdbcUrl, username, password);
    }
}
