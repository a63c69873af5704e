package io.streamwheel.standalone.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Streamwheel as people run it: a process of its own, from the built jar, on ports that stay the
 * same over its deaths.
 */
final class Product implements AutoCloseable {

    static final String WRITE_KEY = "wk_fault_run_0123456789";
    static final String SERVER_KEY = "sk_fault_run_0123456789";

    private static final int LOWEST_PORT = 26_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Path JAR = Path.of("target", "app", "streamwheel.jar");
    private static final Duration START = Duration.ofMinutes(4);

    /** What the product promises for SIGTERM. */
    private static final Duration STOP = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Integer> ports;
    private volatile Process process;

    /**
     * @param servers Spring properties of a broker and a database; without them it brings its own
     */
    Product(Map<String, Object> servers) throws IOException {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(JAR + " is missing: build with mvn package first");
        }
        directory = Files.createTempDirectory("streamwheel-faults-");
        // A database that gives up the rights of root must be able to enter.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        ports = freePorts(6);
        List<String> services = List.of("INGEST", "TRANSFORM", "ANALYSIS");
        for (int i = 0; i < services.size(); i++) {
            environment.put("STREAMWHEEL_" + services.get(i) + "_PORT", "" + ports.get(i));
            environment.put(
                    "STREAMWHEEL_" + services.get(i) + "_MANAGEMENT_PORT", "" + ports.get(i + 3));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::endWithThisProcess));
        environment.put("STREAMWHEEL_WRITE_KEY", WRITE_KEY);
        environment.put("STREAMWHEEL_SERVER_KEY", SERVER_KEY);
        servers.forEach((property, value) ->
                environment.put(
                        property.toUpperCase(java.util.Locale.ROOT)
                                .replace("-", "")
                                .replace('.', '_')
                                .replace("VIRTUALHOST", "VIRTUAL_HOST"),
                        value.toString()));
    }

    int doorPort() {
        return ports.get(0);
    }

    URI analysis(String path) {
        return URI.create("http://127.0.0.1:" + ports.get(2) + path);
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Starts it and returns when all three services say that they are ready. */
    void start() throws Exception {
        begin();
        awaitReady();
    }

    void begin() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        JAR.toString(),
                        "run",
                        "--data-dir",
                        data().toString());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SPRING_") || name.startsWith("STREAMWHEEL_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("output").toFile()));
        process = builder.start();
    }

    void awaitReady() throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        for (int i = 0; i < 3; i++) {
            while (status("http://127.0.0.1:" + ports.get(i) + "/readyz") != 200) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it did not start: " + endOfOutput());
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("not ready in time: " + endOfOutput());
                }
                Waiting.pause(Duration.ofMillis(100));
            }
        }
    }

    /** 0 when nobody answers. */
    int status(String address) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Asks for a model build; the status of the answer. */
    int beginBuild() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(analysis("/v1/models/builds"))
                                .header("X-API-Key", SERVER_KEY)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** kill -9: no hook, no goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    /** SIGTERM; says how long it took. */
    Duration terminate() throws Exception {
        long begin = System.nanoTime();
        signal("TERM");
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("it did not end within " + STOP);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Of the process that ended last. */
    int exitCode() {
        return process.exitValue();
    }

    /** All processes of its own database stand still, as on a disk that does not answer. */
    void freezeDatabase() throws Exception {
        ProcessHandle server = ProcessHandle.of(databasePid()).orElseThrow();
        for (ProcessHandle each : server.descendants().toList()) {
            signal("STOP", each.pid());
        }
        signal("STOP", server.pid());
    }

    private long databasePid() throws IOException {
        Path cluster = data().resolve("database").resolve("cluster");
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    }

    private void signal(String name) throws Exception {
        signal(name, process.pid());
    }

    private static void signal(String name, long pid) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + kill.exitValue());
        }
    }

    String endOfOutput() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("output"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    @Override
    public void close() throws Exception {
        if (process != null && process.isAlive()) {
            process.destroy();
            wake(process.pid());
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
        endLeftBehindDatabase();
        http.close();
        if (System.getProperty("streamwheel.faults.keep") == null) {
            Files.walkFileTree(directory, new Deletion());
        }
    }

    /** A test that is broken off must not leave it running. */
    private void endWithThisProcess() {
        Process last = process;
        if (last != null && last.isAlive()) {
            last.destroy();
            wake(last.pid());
        }
    }

    private static void wake(long pid) {
        try {
            new ProcessBuilder("kill", "-CONT", String.valueOf(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            System.err.println("it is left frozen: " + pid + ": " + e);
        }
    }

    /** A killed product leaves its embedded database to the next start, which there is none of. */
    private void endLeftBehindDatabase() throws Exception {
        Path pidFile = data().resolve("database").resolve("cluster").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = ProcessHandle.of(databasePid());
        if (server.isPresent()) {
            server.get().destroy();
            server.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /**
     * Below those that the system gives to outgoing connections: between our look and the product's
     * start one of many would take it.
     */
    private static List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (!ports.contains(port) && isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, IOException problem)
                throws IOException {
            Files.deleteIfExists(path);
            return FileVisitResult.CONTINUE;
        }
    }
}
