package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.http.Wire.Answer;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.testkit.openapi.ApiDescription;
import io.streamwheel.testkit.openapi.Example;
import io.streamwheel.testkit.openapi.ServedRoutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The description says of the door neither too little nor too much. */
@DoorOnAPort
class OpenApiTest {

    @LocalServerPort private int port;
    @Autowired private ApplicationContext door;
    @Autowired private FakeBroker broker;

    @BeforeEach
    void reset() {
        broker.events.clear();
        broker.confirm = CompletableFuture.completedFuture(null);
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteServed() {
        assertThat(Description.served().differences(ServedRoutes.of(door))).isEmpty();
    }

    @Test
    void itKeepsToOpenApi() {
        assertThat(Description.served().faults()).isEmpty();
    }

    @Test
    void everyProblemIsDescribedWithItsStatus() {
        Map<String, Set<Integer>> problems = new TreeMap<>();
        for (Problem each : Problem.values()) {
            problems.put(each.slug(), Set.of(each.status()));
        }
        // What is not there has no description.
        problems.remove(Problem.NOT_FOUND.slug());
        problems.remove(Problem.METHOD_NOT_ALLOWED.slug());
        assertThat(Description.served().problems()).isEqualTo(problems);
    }

    static Stream<Example> examples() {
        return Description.served().examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesWorkWithAKeyOnly(Example example) throws IOException {
        Answer answer = send(example, "X-Write-Key: wk\r\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(example.success());
        assertThat(answer.body()).doesNotContain("\"index\"");
        Answer refusal = send(example, "");
        assertThat(refusal.status()).isEqualTo(example.needsKey() ? 401 : example.success());
    }

    @Test
    void whoHasItGetsNoBody() throws IOException {
        Answer whole = send("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Type")).isEqualTo("application/json");
        assertThat(whole.body()).doesNotContain("x-shared");
        assertThat(new ApiDescription(whole.body()).examples()).isNotEmpty();
        Answer same =
                send(
                        "GET /openapi.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + "If-None-Match: "
                                + whole.header("ETag")
                                + "\r\n\r\n");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
    }

    private Answer send(Example example, String key) throws IOException {
        return send(
                example.method()
                        + " "
                        + example.path()
                        + " HTTP/1.1\r\nHost: a\r\nContent-Type: "
                        + example.contentType()
                        + "\r\n"
                        + key
                        + "Content-Length: "
                        + example.body().getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + example.body());
    }

    private Answer send(String request) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        try (Wire wire = new Wire(port)) {
            return Description.check(bytes, wire.send(bytes).read());
        }
    }
}
