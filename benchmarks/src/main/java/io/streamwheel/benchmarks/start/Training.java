package io.streamwheel.benchmarks.start;

import io.streamwheel.benchmarks.stack.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/** What a service is asked first while its AOT cache is made, as {@code deploy/train} asks it. */
final class Training {

    static final String WRITE_KEY = "STREAMWHEEL_WRITE_KEY";
    static final String SERVER_KEY = "STREAMWHEEL_SERVER_KEY";

    /**
     * One request.
     *
     * @param key the variable with the key that opens the door
     * @param body may be empty
     */
    record Question(String method, String path, String key, String body) {

        /**
         * @param service its address
         * @param secret the key itself
         */
        HttpRequest to(URI service, String secret) {
            return HttpRequest.newBuilder(service.resolve(path))
                    .header("Authorization", "Bearer " + secret)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }

    private Training() {}

    static List<Question> questions(Service service) {
        return switch (service) {
            case INGEST ->
                    List.of(
                            new Question(
                                    "POST",
                                    "/v1/events",
                                    WRITE_KEY,
                                    "{\"type\":\"view\",\"userId\":\"somebody\",\"itemId\":\"something\"}"));
            case TRANSFORM -> List.of();
            case ANALYSIS ->
                    List.of(
                            get("/v1/users/somebody/recommendations"),
                            get("/v1/items/trending"),
                            get("/v1/items/popular"),
                            get("/v1/pipeline"));
        };
    }

    private static Question get(String path) {
        return new Question("GET", path, SERVER_KEY, "");
    }
}
