package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A Spring Boot application in a JVM of its own, run from its extracted jar. */
public final class Application implements AutoCloseable {

    /** On a machine that others use as well; whoever has ended is noticed at once. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String name;
    private final int port;
    private final int managementPort;
    private final Child process;
    private final Duration startUp;

    private Application(
            String name, int port, int managementPort, Child process, Duration startUp) {
        this.name = name;
        this.port = port;
        this.managementPort = managementPort;
        this.process = process;
        this.startUp = startUp;
    }

    /**
     * One of the product's services, until it says that it is ready.
     *
     * @param jars of a build
     * @param options for the JVM of each
     */
    public static Application start(
            Scratch scratch,
            Service service,
            Map<Service, Path> jars,
            Map<Service, String> options,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(
                scratch,
                service.container(),
                service.slug(),
                Objects.requireNonNull(jars.get(service)),
                Objects.requireNonNull(options.get(service)),
                environment,
                application -> HttpRequest.newBuilder(application.at("/readyz")).build());
    }

    /**
     * Starts any application, with the door's share of the processors, and waits until it is ready.
     * Again under the same name: on other ports, with the jar of the first time.
     *
     * @param options for the JVM
     * @param ready what it answers with 2xx when it is ready
     */
    public static Application start(
            Scratch scratch,
            String name,
            Path jar,
            String options,
            Map<String, String> environment,
            Function<Application, HttpRequest> ready)
            throws IOException, InterruptedException {
        return start(scratch, Container.INGEST, name, jar, options, environment, ready);
    }

    private static Application start(
            Scratch scratch,
            Container container,
            String name,
            Path jar,
            String options,
            Map<String, String> environment,
            Function<Application, HttpRequest> ready)
            throws IOException, InterruptedException {
        Path home = home(scratch, name, jar);
        int port = Ports.free();
        int managementPort = Ports.free();
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        long start = System.nanoTime();
        Child process = Child.start(scratch, name, home, command(jar, options), all);
        scratch.shares().give(container, process.handle());
        Application starting = new Application(name, port, managementPort, process, Duration.ZERO);
        process.await(() -> isReady(ready.apply(starting)), START);
        Duration startUp = Duration.ofNanos(System.nanoTime() - start);
        return new Application(name, port, managementPort, process, startUp);
    }

    /** With the extracted jar in it. */
    private static Path home(Scratch scratch, String name, Path jar)
            throws IOException, InterruptedException {
        Path home = scratch.directory().resolve(name);
        if (!Files.isDirectory(home)) {
            extract(scratch, jar, Files.createDirectory(home));
        }
        return home;
    }

    private static List<String> command(Path jar, String options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(options.strip().split(" +")));
        command.addAll(List.of("-jar", "application/" + jar.getFileName()));
        return command;
    }

    private static void extract(Scratch scratch, Path jar, Path home)
            throws IOException, InterruptedException {
        if (!Files.isReadable(jar)) {
            throw new IllegalArgumentException(
                    "not built, or not started in the project's root: " + jar);
        }
        String source = jar.toAbsolutePath().toString();
        Child.start(
                        scratch,
                        "extraction",
                        home,
                        List.of(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                source,
                                "extract",
                                "--destination",
                                "application"),
                        Map.of())
                .finish(START);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isReady(HttpRequest request) throws InterruptedException {
        try {
            ask(request);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The answer's body.
     *
     * @throws IOException also when the answer is not 2xx
     */
    public static String ask(HttpRequest request) throws IOException, InterruptedException {
        HttpRequest bounded =
                HttpRequest.newBuilder(request, (_, _) -> true).timeout(ANSWER).build();
        HttpResponse<String> answer = CLIENT.send(bounded, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    request.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    public String name() {
        return name;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** On the port of its metrics. */
    public URI managedAt(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    /** From the start of the process until it was ready. */
    public Duration startUp() {
        return startUp;
    }

    public Cpu cpu() throws IOException {
        return process.cpu();
    }

    /**
     * Its resident memory.
     *
     * @throws IllegalStateException with its log when it has ended
     */
    public long residentBytes() throws IOException {
        return process.residentBytes();
    }

    /** From now on it has a service's share of the processors, as the peer of that service. */
    public void shareLike(Service service, Scratch scratch) throws IOException {
        scratch.shares().give(service.container(), process.handle());
    }

    /** What it has written. */
    public String log() throws IOException {
        return process.output();
    }

    /**
     * Asks it to end and waits until it has.
     *
     * @throws IllegalStateException with its log when it takes longer
     */
    public void end(Duration most) throws IOException, InterruptedException {
        process.end(most);
    }

    /** Ends it, politely first. */
    @Override
    public void close() {
        process.close();
    }
}
