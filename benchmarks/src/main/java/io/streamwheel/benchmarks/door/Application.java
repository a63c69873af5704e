package io.streamwheel.benchmarks.door;

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

/** A Spring Boot application in a JVM of its own, run from its extracted jar. */
final class Application implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final Child process;

    private Application(String name, int port, Child process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it and waits until it takes events.
     *
     * @param options for the JVM
     */
    static Application start(
            String name, Path jar, String options, Path parent, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!Files.isReadable(jar)) {
            throw new IllegalArgumentException(
                    "not built, or not started in the project's root: " + jar);
        }
        Path home = Files.createDirectory(parent.resolve(name));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Child extraction =
                Child.start(
                        "extraction",
                        home,
                        List.of(
                                java,
                                "-Djarmode=tools",
                                "-jar",
                                jar.toAbsolutePath().toString(),
                                "extract",
                                "--destination",
                                "application"),
                        Map.of());
        extraction.finish(START);

        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(options.strip().split(" +")));
        command.addAll(List.of("-jar", "application/" + jar.getFileName()));
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("MANAGEMENT_SERVER_PORT", String.valueOf(Ports.free()));
        Application application =
                new Application(name, port, Child.start(name, home, command, all));
        try {
            application.process.await(application::takesEvents, START);
            return application;
        } catch (IOException | InterruptedException | RuntimeException e) {
            application.close();
            throw e;
        }
    }

    private boolean takesEvents() throws InterruptedException {
        HttpRequest event =
                HttpRequest.newBuilder(URI.create(url()))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + Keys.WRITE_KEY)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"type\":\"ready\",\"userId\":\"u1\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(event, HttpResponse.BodyHandlers.discarding()).statusCode() / 100
                    == 2;
        } catch (IOException e) {
            return false;
        }
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/v1/events";
    }

    Cpu cpu() throws IOException {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }
}
