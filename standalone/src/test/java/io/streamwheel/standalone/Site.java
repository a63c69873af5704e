package io.streamwheel.standalone;

import io.streamwheel.standalone.demo.Door;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A web site that uses Streamwheel over HTTP, as the end-to-end test needs it. */
final class Site implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Door door;

    Site(Door door) {
        this.door = door;
    }

    record Answer(int status, JsonNode body) {

        List<String> itemIds() {
            return body.path("items").valueStream().map(i -> i.path("itemId").asString()).toList();
        }
    }

    static Map<String, Object> event(String id, String type, String userId, String itemId) {
        return Map.of("id", id, "type", type, "userId", userId, "itemId", itemId);
    }

    Answer collect(List<Map<String, Object>> events) throws Exception {
        return collect(events, door.writeKey());
    }

    Answer collect(List<Map<String, Object>> events, String key) throws Exception {
        return send("POST", door.ingest() + "/v1/events", key, JSON.writeValueAsString(events));
    }

    /** In the words of another SDK, at its own address. */
    Answer collectAt(String path, String body) throws Exception {
        return send("POST", door.ingest() + path, door.writeKey(), body);
    }

    Answer get(String path) throws Exception {
        return get(path, door.serverKey());
    }

    Answer get(String path, String key) throws Exception {
        return send("GET", door.analysis() + path, key, "");
    }

    Answer post(String path) throws Exception {
        return post(path, "");
    }

    Answer post(String path, String body) throws Exception {
        return send("POST", door.analysis() + path, door.serverKey(), body);
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", door.analysis() + path, door.serverKey(), "");
    }

    /** The page at the root of analysis, without a key. */
    HttpResponse<String> page() throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(door.analysis() + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Answer send(String method, String address, String key, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer =
                http.send(
                        request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    @Override
    public void close() {
        http.close();
    }
}
