package io.streamwheel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ITEmbeddedDatabase {

    @TempDir Path directory;

    @Test
    void rowsOutliveARestart() throws Exception {
        try (EmbeddedDatabase database = start(directory)) {
            execute(database, "CREATE TABLE word (text text); INSERT INTO word VALUES ('é😀')");
        }
        try (EmbeddedDatabase database = start(directory)) {
            assertThat(ask(database, "SELECT text FROM word")).isEqualTo("é😀");
        }
    }

    @Test
    void isDurableAndSaneOutOfTheBox() throws Exception {
        try (EmbeddedDatabase database = start(directory)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "SHOW shared_buffers")).isEqualTo("256MB");
            assertThat(ask(database, "SHOW max_wal_size")).isEqualTo("2GB");
            assertThat(ask(database, "SHOW max_connections")).isEqualTo("100");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(database, "SHOW server_version")).startsWith("18");
            assertThat(ask(database, "SELECT current_database()")).isEqualTo("streamwheel");
        }
    }

    @Test
    void wantsItsPassword() {
        try (EmbeddedDatabase database = start(directory)) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    database.jdbcUrl(), database.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void aServerLeftBehindByAKillIsEndedFirst() throws Exception {
        Process killed = ChildMain.start(directory.resolve("db"), binaries());
        long orphan = Long.parseLong(killed.inputReader().readLine());
        killed.destroyForcibly().waitFor();
        assertThat(runs(orphan)).isTrue();

        try (EmbeddedDatabase database = start(directory.resolve("db"))) {
            assertThat(runs(orphan)).isFalse();
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aTerminatedJvmTakesItsServerWithIt() throws Exception {
        Process child = ChildMain.start(directory.resolve("db"), binaries());
        long server = Long.parseLong(child.inputReader().readLine());
        child.destroy();

        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs(server)).isFalse();
    }

    @Test
    void aHalfMadeClusterIsMadeAnew() throws Exception {
        Path cluster = Files.createDirectories(directory.resolve("cluster"));
        Files.writeString(cluster.resolve("postgresql.conf"), "");

        try (EmbeddedDatabase database = start(directory)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aNumberInThePidFileIsNotEnoughToEndAProcess() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(directory.resolve("cluster"));
            Files.writeString(
                    directory.resolve("cluster").resolve("postmaster.pid"),
                    bystander.pid() + "\n" + directory.resolve("cluster") + "\n");
            try (EmbeddedDatabase database = start(directory)) {
                assertThat(ask(database, "SELECT 1")).isEqualTo("1");
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (EmbeddedDatabase database = start(directory)) {
            assertThatThrownBy(() -> start(directory)).hasMessageContaining("another process");
            assertThat(database.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }

    @Test
    void aPortInUseIsSaidAtOnce() {
        try (EmbeddedDatabase database = start(directory.resolve("a"))) {
            int port = Integer.parseInt(database.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
            assertThatThrownBy(
                            () -> EmbeddedDatabase.start(directory.resolve("b"), port, binaries()))
                    .hasRootCauseInstanceOf(java.net.BindException.class);
        }
    }

    @Test
    void closingTwiceIsHarmless() throws IOException {
        EmbeddedDatabase database = start(directory);
        long pid = serverIn(directory);
        database.close();
        database.close();
        assertThat(runs(pid)).isFalse();
    }

    @Test
    void serverThatHangsIsEndedAllTheSameAndLosesNothing() throws Exception {
        List<ProcessHandle> family;
        try (EmbeddedDatabase database = start(directory)) {
            execute(database, "CREATE TABLE word (text text); INSERT INTO word VALUES ('kept')");
            ProcessHandle server = ProcessHandle.of(serverIn(directory)).orElseThrow();
            assertThat(freeze(server)).isTrue(); // from now on it has no further children
            family = new ArrayList<>(List.of(server));
            server.descendants().filter(ITEmbeddedDatabase::freeze).forEach(family::add);
        }
        assertThat(family).hasSizeGreaterThan(1).noneMatch(each -> runs(each.pid()));
        try (EmbeddedDatabase database = start(directory)) {
            assertThat(ask(database, "SELECT text FROM word")).isEqualTo("kept");
        }
    }

    private static long serverIn(Path directory) throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid"))
                        .getFirst());
    }

    /**
     * @return false for one that has ended, as that of a closed connection has
     */
    private static boolean freeze(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-STOP", "" + process.pid()).start();
            if (kill.waitFor() == 0) {
                return true;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(runs(process.pid())).isFalse();
        return false;
    }

    /** A zombie has no command any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    /** Shared, as whoever runs tests wants to unpack them once. */
    private static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    }

    private static EmbeddedDatabase start(Path directory) {
        return EmbeddedDatabase.start(directory, 0, binaries());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }

    /** A JVM of its own that starts a database, prints the server's process id and waits. */
    static final class ChildMain {

        private ChildMain() {}

        static Process start(Path directory, Path binaries) throws IOException {
            return new ProcessBuilder(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ChildMain.class.getName(),
                                    directory.toString(),
                                    binaries.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }

        public static void main(String[] arguments) throws Exception {
            java.io.PrintStream out = System.out;
            System.setOut(System.err);
            Path directory = Path.of(arguments[0]);
            EmbeddedDatabase.start(directory, 0, Path.of(arguments[1]));
            out.println(
                    Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid"))
                            .getFirst());
            out.flush();
            Thread.currentThread().join();
        }
    }
}
