package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service: envelopes in at the queues, answers out at the port. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.key-refresh=200ms",
            "streamwheel.analysis.bootstrap.site=demo",
            "streamwheel.analysis.bootstrap.write-key=" + ITPipeline.WRITE_KEY,
            "streamwheel.analysis.bootstrap.server-key=" + ITPipeline.SERVER_KEY
        })
class ITPipeline {

    static final String WRITE_KEY = "write-key-of-the-test";
    static final String SERVER_KEY = "server-key-of-the-test";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ConfirmedPublisher publisher;
    private static TestDatabase database;

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = TestServers.register(registry);
    }

    @BeforeAll
    static void connect() {
        publisher =
                new ConfirmedPublisher(
                        new Broker(Servers.broker(), "test"),
                        Topology.of(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED),
                        PublisherSettings.defaults());
        publisher.start();
        await().atMost(PATIENCE).until(() -> publisher.state().up());
    }

    @AfterAll
    static void disconnect() {
        publisher.close();
    }

    private static void publish(String queue, byte[] body) throws Exception {
        publisher.publish(queue, body).get(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Description.check(answer);
        return answer;
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return get(path, "Authorization", "Bearer " + SERVER_KEY);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private long total(String fate) throws Exception {
        return json("/v1/pipeline").path("totals").path(fate).asLong();
    }

    @Test
    void eventsOfAnEnvelopeAreStoredOnceAndFound() throws Exception {
        long stored = total("stored");
        long duplicates = total("duplicates");
        Instant now = Instant.now();
        byte[] envelope =
                EnrichedEnvelope.encode(
                        List.of(
                                event("it/1 %", 9001).receivedAt(now).enriched(),
                                event("it/1 %", 9002).receivedAt(now).enriched(),
                                event("it-2", 9003).receivedAt(now).enriched()));
        publish(Queues.ENRICHED, envelope);
        publish(Queues.ENRICHED, envelope);
        await().atMost(PATIENCE).until(() -> total("stored") == stored + 2);
        JsonNode found = json("/v1/events/it%2F1%20%25");
        assertThat(found.path("id").asString()).isEqualTo("it/1 %");
        assertThat(found.path("status").asString()).isEqualTo("stored");
        assertThat(Instant.parse(found.path("receivedAt").asString()))
                .isEqualTo(now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        assertThat(json("/v1/events/it/1%20%25").path("status").asString()).isEqualTo("stored");
        await().atMost(PATIENCE).until(() -> total("duplicates") == duplicates + 1);
        assertThat(total("stored")).isEqualTo(stored + 2);
    }

    /** As a broker does that has delivered them too often; it adds nothing to the bytes. */
    @Test
    void eventsThatTheBrokerGaveUpCountOnceAndAreSentAgain() throws Exception {
        long failed = total("failed");
        Instant received = Instant.now();
        byte[] collected =
                CollectedEnvelope.encode(
                        List.of(
                                new CollectedEvent(
                                        "demo",
                                        "given-up-1",
                                        66001,
                                        received,
                                        null,
                                        Payload.of("{\"type\":\"page\",\"userId\":\"u\"}")),
                                new CollectedEvent(
                                        "demo",
                                        "given-up-2",
                                        66002,
                                        received,
                                        null,
                                        Payload.of("{}"))));
        byte[] enriched =
                EnrichedEnvelope.encode(
                        List.of(event("given-up-3", 66003).receivedAt(received).enriched()));
        publish(Queues.FAILED, collected);
        publish(Queues.FAILED, collected);
        publish(Queues.FAILED, enriched);
        await().atMost(PATIENCE).until(() -> total("failed") == failed + 3);
        assertThat(json("/v1/events/given-up-1").path("reason").asString())
                .isEqualTo("dead-lettered");
        JsonNode items = json("/v1/failed-events?reason=dead-lettered").path("items");
        assertThat(items.valueStream().map(each -> each.path("stage").asString()))
                .containsExactlyInAnyOrder("transform", "transform", "analysis");
        for (JsonNode item : items) {
            HttpResponse<String> replay =
                    send(
                            "POST",
                            "/v1/failed-events/" + item.path("id").asString() + "/replay",
                            "Authorization",
                            "Bearer " + SERVER_KEY);
            assertThat(replay.statusCode()).as(replay.body()).isEqualTo(202);
            assertThat(JSON.readTree(replay.body()).path("sent").asBoolean()).isTrue();
        }
        await().atMost(PATIENCE)
                .until(() -> queue(Queues.COLLECTED).path("messages").asLong() == 3);
        Servers.purge(Queues.COLLECTED); // nobody takes from it here
    }

    @Test
    void oldestMessageOfAQueueTellsItsAge() throws Exception {
        await().atMost(PATIENCE).until(() -> get("/readyz").statusCode() == 200);
        await().atMost(PATIENCE).until(() -> oldest(Queues.ENRICHED) == 0);
        assertThat(oldest(Queues.FAILED)).isZero();
        assertThat(queue(Queues.COLLECTED).path("oldestSeconds").isNull()).isTrue();
        long stored = total("stored");
        try (Connection locked =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                Statement statement = locked.createStatement()) {
            locked.setAutoCommit(false);
            statement.execute("LOCK TABLE event");
            publish(
                    Queues.ENRICHED,
                    EnrichedEnvelope.encode(
                            List.of(event("waits", 66100).receivedAt(Instant.now()).enriched())));
            await().atMost(PATIENCE).until(() -> oldest(Queues.ENRICHED) >= 1);
        }
        await().atMost(PATIENCE).until(() -> total("stored") == stored + 1);
        await().atMost(PATIENCE).until(() -> oldest(Queues.ENRICHED) == 0);
    }

    private JsonNode queue(String name) throws Exception {
        return json("/v1/pipeline").path("queues").path(name);
    }

    private double oldest(String queue) throws Exception {
        return queue(queue).path("oldestSeconds").asDouble();
    }

    @Test
    void pipelineNamesAllQueuesAndTotals() throws Exception {
        JsonNode answer = json("/v1/pipeline");
        for (String queue : List.of(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED)) {
            assertThat(answer.path("queues").path(queue).path("messages").isNumber()).isTrue();
        }
        for (String fate : List.of("stored", "duplicates", "filtered", "failed")) {
            assertThat(answer.path("totals").path(fate).isNumber()).isTrue();
        }
        assertThat(answer.path("lagSeconds").isNumber()).isTrue();
    }

    @Test
    void messageOfAStrangerIsKeptWithItsBytes() throws Exception {
        long failed = total("failed");
        publish(Queues.ENRICHED, "hello".getBytes(StandardCharsets.UTF_8));
        publish(Queues.ENRICHED, new byte[] {(byte) 0xff, 0, 1});
        await().atMost(PATIENCE).until(() -> total("failed") == failed + 2);
        JsonNode items =
                json("/v1/failed-events?stage=analysis&reason=not-an-envelope").path("items");
        List<String> payloads = new ArrayList<>();
        items.forEach(item ->
                payloads.add(
                        item.path("payloadEncoding").asString()
                                + ":"
                                + item.path("payload").asString()));
        assertThat(payloads).contains("text:hello", "base64:/wAB");
    }

    @Test
    void whatOnlyANewerProgramCanReadWaitsBesideItsQueue() throws Exception {
        long failed = total("failed");
        long stored = total("stored");
        publish(Queues.ENRICHED, "{\"enriched\":2,\"events\":[]}".getBytes(StandardCharsets.UTF_8));
        publish(Queues.FAILED, "{\"failed\":2,\"events\":[]}".getBytes(StandardCharsets.UTF_8));
        publish(
                Queues.ENRICHED,
                EnrichedEnvelope.encode(
                        List.of(event("neighbour", 9100).receivedAt(Instant.now()).enriched())));

        await().atMost(PATIENCE).until(() -> total("stored") == stored + 1);
        await().atMost(PATIENCE)
                .until(() -> parked(Queues.ENRICHED) == 1 && parked(Queues.FAILED) == 1);
        JsonNode queues = json("/v1/pipeline").path("queues");
        assertThat(queues.size()).isEqualTo(3);
        assertThat(queues.path(Queues.ENRICHED).path("messages").asLong()).isZero();
        assertThat(total("failed")).isEqualTo(failed);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        Servers.purge(Queues.parked(Queues.ENRICHED), Queues.parked(Queues.FAILED));
    }

    private long parked(String queue) throws Exception {
        return json("/v1/pipeline").path("queues").path(queue).path("parked").asLong();
    }

    @Test
    void aDeadLetterThatTheDatabaseRefusesIsKeptWithoutItsTexts() throws Exception {
        long failed = total("failed");
        java.util.Random random = new java.util.Random(1); // what is random does not compress
        String tooLongForAnIndex =
                random.ints(30_000, 'a', 'z' + 1)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        publish(
                Queues.FAILED,
                FailedEnvelope.encode(
                        List.of(
                                deadLetter("before", 78001),
                                deadLetter(tooLongForAnIndex, 78002),
                                deadLetter("behind", 78003))));

        await().atMost(PATIENCE).until(() -> total("failed") == failed + 3);
        assertThat(json("/v1/failed-events?reason=unstorable").path("items").size()).isEqualTo(1);
        assertThat(json("/v1/events/behind").path("status").asString()).isEqualTo("failed");
    }

    @Test
    void deadLetterIsFoundByItsEventAndCountsOnce() throws Exception {
        long failed = total("failed");
        byte[] letter = FailedEnvelope.encode(List.of(deadLetter("bad-1", 77001)));
        publish(Queues.FAILED, letter);
        publish(Queues.FAILED, letter);
        publish(Queues.FAILED, FailedEnvelope.encode(List.of(deadLetter("bad-2", 77002))));
        await().atMost(PATIENCE).until(() -> total("failed") == failed + 2);
        JsonNode found = json("/v1/events/bad-1");
        assertThat(found.path("status").asString()).isEqualTo("failed");
        assertThat(found.path("reason").asString()).isEqualTo("nul-in-text");
    }

    @Test
    void pagesOfFailedEventsFollowEachOther() throws Exception {
        long failed = total("failed");
        List<FailedEvent> letters = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            letters.add(deadLetter("page-" + i, 88000 + i));
        }
        publish(Queues.FAILED, FailedEnvelope.encode(letters));
        await().atMost(PATIENCE).until(() -> total("failed") >= failed + 70);
        JsonNode first = json("/v1/failed-events?stage=transform");
        assertThat(first.path("items").size()).isEqualTo(50);
        JsonNode second =
                json("/v1/failed-events?stage=transform&cursor=" + first.path("cursor").asString());
        assertThat(second.path("items").size()).isGreaterThanOrEqualTo(20);
        long lastOfFirst = first.path("items").get(49).path("id").asLong();
        assertThat(second.path("items").get(0).path("id").asLong()).isLessThan(lastOfFirst);
    }

    @Test
    void discardedFailedEventSaysSoAndStaysCounted() throws Exception {
        publish(Queues.FAILED, FailedEnvelope.encode(List.of(deadLetter("gone", 99001))));
        await().atMost(PATIENCE).until(() -> ask("/v1/events/gone").statusCode() == 200);
        String id =
                json("/v1/failed-events?reason=nul-in-text")
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("eventId").asString().equals("gone"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        String key = "Bearer " + SERVER_KEY;
        assertThat(send("DELETE", "/v1/failed-events/" + id, "Authorization", key).statusCode())
                .isEqualTo(204);
        assertThat(json("/v1/events/gone").path("status").asString()).isEqualTo("failed");
        assertThat(json("/v1/events/gone").path("reason").asString()).isEqualTo("discarded");
        JsonNode left = json("/v1/failed-events/" + id);
        assertThat(left.path("state").asString()).isEqualTo("discarded");
        assertThat(left.path("payload").asString()).isEmpty();
        assertThat(send("DELETE", "/v1/failed-events/" + id, "Authorization", key).statusCode())
                .isEqualTo(404);
    }

    @Test
    void badKeysAllGetTheSameAnswer() throws Exception {
        HttpResponse<String> missing = get("/v1/pipeline");
        assertProblem(missing, 401, "unauthorized");
        assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        for (String authorization :
                List.of("Bearer nobody", "Bearer ", "Basic " + SERVER_KEY, SERVER_KEY, "Bearer")) {
            HttpResponse<String> answer = get("/v1/pipeline", "Authorization", authorization);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(missing.body());
        }
        assertThat(get("/v1/pipeline?writeKey=" + SERVER_KEY).body()).isEqualTo(missing.body());
    }

    @Test
    void writeKeyReadsNothing() throws Exception {
        assertProblem(
                get("/v1/pipeline", "Authorization", "Bearer " + WRITE_KEY), 403, "forbidden");
    }

    @Test
    void serverKeyMayComeInItsOwnHeader() throws Exception {
        assertThat(get("/v1/pipeline", "X-API-Key", SERVER_KEY).statusCode()).isEqualTo(200);
        assertThat(
                        get(
                                        "/v1/pipeline",
                                        "X-API-Key",
                                        SERVER_KEY,
                                        "Authorization",
                                        "Bearer " + WRITE_KEY)
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void probesAreOpen() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> get("/readyz").statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez/..;/v1/pipeline",
                "/demo/../v1/pipeline",
                "/demo/%2e%2e/v1/pipeline",
                "//v1/pipeline",
                "/v1/pipeline;x=/livez"
            })
    void noDetourLeadsPastTheKey(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/events/nobody, 404, unknown-event",
        "/v1/events/x'%3B%20SELECT%201, 404, unknown-event",
        "/v1/events/a%00b, 400, bad-request",
        "/v1/nothing, 404, not-found",
        "/actuator/env, 404, not-found",
        "/v1/items/popular?n=%FF, 400, bad-request",
        "/v1/users/u1/recommendations?n=%FF, 400, bad-request",
        "/v1/failed-events?stage=nowhere, 400, bad-request",
        "/v1/failed-events?cursor=%21%21, 400, bad-request",
        "/v1/failed-events?cursor=AAAA, 400, bad-request",
        "/v1/failed-events?state=lost, 400, bad-request",
        "/v1/failed-events?from=yesterday, 400, bad-request",
        "/v1/failed-events/x, 404, unknown-failed-event",
        "/v1/failed-events/999999999, 404, unknown-failed-event",
        "/v1/failed-events/replays/999999999, 404, unknown-replay",
    })
    void refusalIsAProblem(String path, int status, String slug) throws Exception {
        assertProblem(ask(path), status, slug);
    }

    @Test
    void wrongMethodIsToldWhichOnesThereAre() throws Exception {
        HttpResponse<String> answer =
                send("POST", "/v1/pipeline", "Authorization", "Bearer " + SERVER_KEY);
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void brokenEscapeIsRefusedWithoutNamingTheServer() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /v1/events/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").contains("/problems/");
            assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html");
        }
    }

    @Test
    void answersForbidGuessingAndFraming() throws Exception {
        HttpResponse<String> answer = ask("/v1/pipeline");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("detail").asString()).isNotEmpty();
    }

    private static FailedEvent deadLetter(String id, long copyId) {
        Instant now = Instant.now();
        return new FailedEvent(
                "demo",
                id,
                copyId,
                FailedEvent.Stage.TRANSFORM,
                "nul-in-text",
                "A text holds NUL.",
                now,
                now,
                Payload.of("{}"));
    }
}
