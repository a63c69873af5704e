package io.streamwheel.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child process, its binaries from the class path, its cluster under the data
 * directory, on a port of 127.0.0.1.
 *
 * <p>It is a real server with real durability ({@code fsync} and {@code synchronous_commit} on). It
 * has no Unix socket, and TCP wants the password that is made with the cluster.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "streamwheel";
    private static final String USERNAME = "postgres";

    /** A crash leaves at most {@code max_wal_size} to replay, which a slow disk does in this. */
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    /** Whoever started it is gone, and nobody waits for its end but the start. */
    private static final Duration PATIENCE_WITH_A_STRANGER = Duration.ofSeconds(15);

    /**
     * The launcher has waited for five seconds. Killed in its last checkpoint, it makes up for that
     * at the next start.
     */
    private static final Duration PATIENCE_AFTER_THE_LAUNCHER = Duration.ofMillis(1_500);

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("fsync", "on"), // the launcher switches it off
                    Map.entry("synchronous_commit", "on"), // this one too
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("max_wal_size", "2GB"),
                    Map.entry("max_connections", "100"),
                    Map.entry("random_page_cost", "1.1"),
                    Map.entry("jit", "off"));

    /** Texts sort by code point, whatever the machine's locale. */
    private static final Map<String, String> CLUSTER_OPTIONS =
            Map.of(
                    "locale", "C",
                    "locale-provider", "builtin",
                    "builtin-locale", "C.UTF-8",
                    "auth-host", "scram-sha-256");

    private final DatabaseDirectory directory;
    private final EmbeddedPostgres server;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(
            DatabaseDirectory directory, EmbeddedPostgres server, String password) {
        this.directory = directory;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server, making the cluster when the directory is empty, and returns when it
     * accepts connections. A server that a killed process left behind in this directory is ended
     * first. It ends with the JVM at the latest.
     *
     * @param port 0 chooses a free one
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, directory.resolve("binaries"));
    }

    /**
     * Like {@link #start(Path, int)}, with the unpacked binaries where several directories share
     * them.
     */
    public static EmbeddedDatabase start(Path directory, int port, Path binaries) {
        EmbeddedDatabase database = startWithoutHook(directory, port, binaries);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(database::close, "embedded-database-closer"));
        return database;
    }

    /**
     * Like {@link #start(Path, int)}, for a caller that closes the database in a shutdown hook of
     * its own, after everything that uses it.
     */
    public static EmbeddedDatabase startWithoutHook(Path directory, int port) {
        return startWithoutHook(directory, port, directory.resolve("binaries"));
    }

    /** Like {@link #start(Path, int, Path)}, without a shutdown hook. */
    public static EmbeddedDatabase startWithoutHook(Path path, int port, Path binaries) {
        DatabaseDirectory directory = DatabaseDirectory.lock(path);
        try {
            directory.endLeftBehindServer(PATIENCE_WITH_A_STRANGER);
            directory.removeHalfMadeCluster();
            String password = directory.password();
            EmbeddedPostgres server =
                    launch(directory, LoopbackPort.free(port), password, binaries);
            EmbeddedDatabase database = new EmbeddedDatabase(directory, server, password);
            database.createDatabase();
            directory.markComplete();
            LOG.info("Embedded database listens on 127.0.0.1:{}", server.getPort());
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            String log = directory.endOfLog();
            directory.endLeftBehindServer(PATIENCE_AFTER_THE_LAUNCHER);
            directory.unlock();
            throw new IllegalStateException(
                    "The embedded database did not start in " + path + ": " + log, e);
        }
    }

    private static EmbeddedPostgres launch(
            DatabaseDirectory directory, int port, String password, Path binaries)
            throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory.cluster())
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(STARTUP_WAIT)
                        .setOutputRedirector(Redirect.appendTo(directory.log().toFile()))
                        .setConnectConfig("password", password)
                        .setPort(port);
        SETTINGS.forEach(builder::setServerConfig);
        CLUSTER_OPTIONS.forEach(builder::setLocaleConfig);
        builder.setLocaleConfig("pwfile", directory.passwordFile().toString());
        return builder.start();
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    /** {@code jdbc:postgresql://127.0.0.1:PORT/streamwheel}; the database is there. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    /** Returns after eight seconds at most: a server that does not end by then is made to. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                directory.endLeftBehindServer(PATIENCE_AFTER_THE_LAUNCHER);
            } finally {
                directory.unlock();
            }
        }
        LOG.info("Embedded database on 127.0.0.1:{} stopped", server.getPort());
    }
}
