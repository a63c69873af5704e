package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's own HTTP interface, used from outside. */
final class Api implements AutoCloseable {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final int TRIES = 30;

    private final Door door;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIME_OUT)
                    .build();

    Api(Door door) {
        this.door = door;
    }

    /** Makes a text fit for a part of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Posts events through the collector; refused for the moment (503, 429) means the same again.
     *
     * @throws IOException when the collector refuses one of them for good, or cannot be reached
     */
    void collect(List<DemoEvent> events) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(door.ingest() + "/v1/events"))
                        .timeout(TIME_OUT)
                        .header("Authorization", "Bearer " + door.writeKey())
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        json.writeValueAsBytes(Map.of("events", events))))
                        .build();
        HttpResponse<String> answer = patiently(request);
        if (answer.statusCode() != 202
                || json.readTree(answer.body()).path("rejected").size() > 0) {
            throw refused(request, answer);
        }
    }

    /** The answer of the analysis service; empty when it says that there is no such thing. */
    Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        HttpRequest request = toAnalysis(path).GET().build();
        HttpResponse<String> answer = patiently(request);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(json.readTree(answer.body()));
            case 404 -> Optional.empty();
            default -> throw refused(request, answer);
        };
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        HttpRequest request = toAnalysis(path).POST(HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<String> answer = patiently(request);
        if (answer.statusCode() / 100 != 2) {
            throw refused(request, answer);
        }
        return json.readTree(answer.body());
    }

    private HttpRequest.Builder toAnalysis(String path) {
        return HttpRequest.newBuilder(URI.create(door.analysis() + path))
                .timeout(TIME_OUT)
                .header("Authorization", "Bearer " + door.serverKey());
    }

    private HttpResponse<String> patiently(HttpRequest request)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            boolean later = answer.statusCode() == 503 || answer.statusCode() == 429;
            if (!later || attempt == TRIES) {
                return answer;
            }
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, 5)));
        }
    }

    private static IOException refused(HttpRequest request, HttpResponse<String> answer) {
        String body = answer.body();
        return new IOException(
                request.method()
                        + " "
                        + request.uri()
                        + " answered "
                        + answer.statusCode()
                        + ": "
                        + body.substring(0, Math.min(300, body.length())));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
