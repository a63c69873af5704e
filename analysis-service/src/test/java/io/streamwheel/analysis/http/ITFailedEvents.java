package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/** What is asked and answered about failed events, and what then stands in the first queue. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.bootstrap.site=demo",
            "streamwheel.analysis.bootstrap.write-key=" + ITFailedEvents.WRITE_KEY,
            "streamwheel.analysis.bootstrap.server-key=" + ITFailedEvents.SERVER_KEY
        })
class ITFailedEvents {

    static final String WRITE_KEY = "write-key-of-the-test";
    static final String SERVER_KEY = "server-key-of-the-test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final AtomicLong COPIES = new AtomicLong(1000);

    @LocalServerPort private int port;
    private Client client = new Client(0, null);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @BeforeEach
    void connect() {
        client = new Client(port, SERVER_KEY);
        Servers.purge(Queues.COLLECTED);
    }

    /** Lets an event fail; the answer is its number. */
    private String fail(@Nullable String id, String payload, boolean cut, EventOrigin origin)
            throws Exception {
        long copyId = COPIES.incrementAndGet();
        String reason = "test-" + copyId;
        FailedEvent event =
                new FailedEvent(
                        id == null ? null : "demo",
                        id,
                        copyId,
                        Stage.TRANSFORM,
                        reason,
                        "Because.",
                        AT,
                        AT,
                        Payload.of(payload),
                        cut,
                        origin);
        onTheBroker(channel -> {
            channel.basicPublish("", Queues.FAILED, null, FailedEnvelope.encode(List.of(event)));
            return 0;
        });
        String list = "/v1/failed-events?reason=" + reason;
        await().atMost(PATIENCE).until(() -> client.get(list).json().path("items").size() == 1);
        return client.get(list).json().path("items").get(0).path("id").asString();
    }

    private String fail(String id) throws Exception {
        return fail(id, "{\"n\":1.10}", false, EventOrigin.PLAIN);
    }

    private interface Work<T> {
        T on(Channel channel) throws Exception;
    }

    private static <T> T onTheBroker(Work<T> work) throws Exception {
        try (var connection = Servers.broker().newConnection();
                var channel = connection.createChannel()) {
            return work.on(channel);
        }
    }

    private static List<CollectedEvent> collected() throws Exception {
        return onTheBroker(channel -> {
            List<CollectedEvent> events = new ArrayList<>();
            GetResponse message = channel.basicGet(Queues.COLLECTED, true);
            while (message != null) {
                events.addAll(CollectedEnvelope.decode(message.getBody()));
                message = channel.basicGet(Queues.COLLECTED, true);
            }
            return events;
        });
    }

    @Test
    void replayStandsInTheFirstQueueAsTheEventThatItWas() throws Exception {
        EventOrigin origin =
                new EventOrigin(
                        Dialect.SEGMENT,
                        Payload.of("{\"type\":\"track\"}"),
                        AT.minusSeconds(1),
                        null);
        String id = fail("r1", "{\"messageId\":\"r1\"}", false, origin);
        JsonNode answer = client.post("/v1/failed-events/" + id + "/replay", "").expect(202).json();
        assertThat(answer.path("sent").asBoolean()).isTrue();
        CollectedEvent event = collected().getFirst();
        assertThat(event.id()).isEqualTo("r1");
        assertThat(event.receivedAt()).isEqualTo(AT);
        assertThat(event.payload().toText()).isEqualTo("{\"messageId\":\"r1\"}");
        assertThat(event.origin())
                .isEqualTo(
                        new EventOrigin(
                                Dialect.SEGMENT,
                                origin.shared(),
                                origin.sentAt(),
                                Long.valueOf(id)));
        JsonNode whole = client.get("/v1/failed-events/" + id).expect(200).json();
        assertThat(whole.path("replays").asInt()).isEqualTo(1);
        assertThat(whole.path("dialect").asString()).isEqualTo("segment");
        assertThat(whole.path("shared").asString()).isEqualTo("{\"type\":\"track\"}");
    }

    @Test
    void editedPayloadTravelsDigitForDigit() throws Exception {
        String id = fail("r2");
        client.post(
                        "/v1/failed-events/" + id + "/replay",
                        "{\"payload\" : {\"n\": 1.000, \"big\":12345678901234567890.10} }")
                .expect(202);
        String edited = "{\"n\": 1.000, \"big\":12345678901234567890.10}";
        assertThat(collected().getFirst().payload().toText()).isEqualTo(edited);
        JsonNode whole = client.get("/v1/failed-events/" + id).json();
        assertThat(whole.path("editedPayload").asString()).isEqualTo(edited);
        assertThat(whole.path("payload").asString()).isEqualTo("{\"n\":1.10}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\":{\"id\":\"other\"}}|422|/payload/id",
                "{\"payload\":[]}|422|/payload",
                "{\"payload\":{},\"reason\":\"x\"}|422|/reason",
                "{\"pay~/load\":{}}|422|/pay~0~1load",
                "{\"payload\":{}|400|''",
                "[]|400|''",
                "{\"payload\":{}} {}|400|''",
            })
    void brokenEditIsRefusedWithItsPlace(String body, int status, String pointer) throws Exception {
        String id = fail("r3");
        Client.Reply reply = client.post("/v1/failed-events/" + id + "/replay", body);
        reply.expectProblem(status, "invalid-body");
        assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(collected()).isEmpty();
    }

    @Test
    void editThatIsTooLargeIsRefused() throws Exception {
        String id = fail("r4");
        String large = "{\"payload\":{\"a\":\"" + "x".repeat(33 << 10) + "\"}}";
        client.post("/v1/failed-events/" + id + "/replay", large)
                .expectProblem(422, "invalid-body");
        String larger = "{\"payload\":{\"a\":\"" + "x".repeat(65 << 10) + "\"}}";
        client.post("/v1/failed-events/" + id + "/replay", larger).expectProblem(413, "too-large");
    }

    @Test
    void whatCannotBeReplayedSaysWhy() throws Exception {
        String cut = fail("r5", "{\"a\":1}", true, EventOrigin.PLAIN);
        client.post("/v1/failed-events/" + cut + "/replay", "").expectProblem(409, "cut-payload");
        client.post("/v1/failed-events/" + cut + "/replay", "{\"payload\":{}}").expect(202);
        String broken = fail("r6", "{\"a\"", false, EventOrigin.PLAIN);
        client.post("/v1/failed-events/" + broken + "/replay", "")
                .expectProblem(409, "payload-not-json");
        String nobodys = fail(null, "hello", false, EventOrigin.PLAIN);
        client.post("/v1/failed-events/" + nobodys + "/replay", "").expectProblem(409, "no-event");
        client.delete("/v1/failed-events/" + nobodys).expect(204);
        client.post("/v1/failed-events/" + nobodys + "/replay", "").expectProblem(409, "discarded");
        client.post("/v1/failed-events/999999999/replay", "")
                .expectProblem(404, "unknown-failed-event");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stage\":\"nowhere\"}|/stage",
                "{\"reason\":5}|/reason",
                "{\"reason\":\"\"}|/reason",
                "{\"ratePerSecond\":0}|/ratePerSecond",
                "{\"ratePerSecond\":10001}|/ratePerSecond",
                "{\"ratePerSecond\":1.5}|/ratePerSecond",
                "{\"raeson\":\"x\"}|/raeson",
            })
    void brokenJobIsRefusedWithItsPlace(String body, String pointer) {
        Client.Reply reply = client.post("/v1/failed-events/replay", body);
        reply.expectProblem(422, "invalid-body");
        assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void jobSendsWhatFailedInOneWayAndEnds() throws Exception {
        String id = fail("r7");
        String reason = client.get("/v1/failed-events/" + id).json().path("reason").asString();
        JsonNode job =
                client.post("/v1/failed-events/replay", "{\"reason\":\"" + reason + "\"}")
                        .expect(202)
                        .json();
        assertThat(job.path("total").asInt()).isEqualTo(1);
        assertThat(job.path("ratePerSecond").asInt()).isEqualTo(500);
        String address = "/v1/failed-events/replays/" + job.path("id").asString();
        await().atMost(PATIENCE)
                .until(() ->
                        client.get(address).json().path("state").asString().equals("finished"));
        assertThat(client.get(address).json().path("sent").asInt()).isEqualTo(1);
        assertThat(collected()).extracting(CollectedEvent::id).containsExactly("r7");
        assertThat(client.delete(address).expect(200).json().path("state").asString())
                .isEqualTo("finished");
        JsonNode unchanged =
                client.send("PATCH", address, "{\"ratePerSecond\":3}").expect(200).json();
        assertThat(unchanged.path("ratePerSecond").asInt()).isEqualTo(500);
        assertThat(client.get("/v1/failed-events/replays").json().path("items").get(0).path("id"))
                .isEqualTo(job.path("id"));
    }

    /** Others may be open too, and go with them. */
    @Test
    void runningJobIsMadeFaster() throws Exception {
        fail("r70");
        fail("r71");
        fail("r72");
        String body = "{\"stage\":\"transform\",\"ratePerSecond\":1}";
        JsonNode job = client.post("/v1/failed-events/replay", body).expect(202).json();
        String address = "/v1/failed-events/replays/" + job.path("id").asString();
        JsonNode faster =
                client.send("PATCH", address, "{\"ratePerSecond\":10000}").expect(200).json();
        assertThat(faster.path("ratePerSecond").asInt()).isEqualTo(10_000);
        assertThat(faster.path("state").asString()).isEqualTo("running");
        await().atMost(PATIENCE)
                .until(() ->
                        client.get(address).json().path("state").asString().equals("finished"));
        assertThat(client.get("/v1/failed-events/audit").json().at("/items/0/deed").asString())
                .isEqualTo("change-rate");
        assertThat(collected()).extracting(CollectedEvent::id).contains("r70", "r71", "r72");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ratePerSecond\":null}",
                "{\"ratePerSecond\":0}",
                "{\"ratePerSecond\":10001}",
                "{\"ratePerSecond\":\"5\"}"
            })
    void newRateMustBeOne(String body) {
        Client.Reply reply = client.send("PATCH", "/v1/failed-events/replays/1", body);
        reply.expectProblem(422, "invalid-body");
        assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/ratePerSecond");
    }

    @Test
    void manyAreDiscardedByTheirReasonOnly() throws Exception {
        String id = fail("r8");
        String reason = client.get("/v1/failed-events/" + id).json().path("reason").asString();
        client.post("/v1/failed-events/discard", "{\"stage\":\"transform\"}")
                .expectProblem(422, "invalid-body");
        JsonNode answer =
                client.post("/v1/failed-events/discard", "{\"reason\":\"" + reason + "\"}")
                        .expect(200)
                        .json();
        assertThat(answer.path("discarded").asInt()).isEqualTo(1);
        assertThat(answer.path("more").asBoolean()).isFalse();
        assertThat(client.get("/v1/failed-events?eventId=r8").json().path("items")).isEmpty();
        assertThat(
                        client.get("/v1/failed-events?eventId=r8&state=all")
                                .json()
                                .path("items")
                                .get(0)
                                .path("state")
                                .asString())
                .isEqualTo("discarded");
        assertThat(
                        client.get("/v1/failed-events/audit")
                                .json()
                                .path("items")
                                .get(0)
                                .path("deed")
                                .asString())
                .isEqualTo("discard-many");
    }

    @Test
    void listIsNarrowedByTime() throws Exception {
        fail("r9");
        assertThat(
                        client.get("/v1/failed-events?eventId=r9&from=2026-11-22T12:00:00Z")
                                .json()
                                .path("items")
                                .size())
                .isEqualTo(1);
        assertThat(
                        client.get("/v1/failed-events?eventId=r9&to=2026-11-22T12:00:00Z")
                                .json()
                                .path("items"))
                .isEmpty();
    }

    @Test
    void resolvedOneSaysItsFateAndIsNeitherReplayedNorDiscarded() throws Exception {
        String id = fail("r10");
        DroppedEvent filtered =
                new DroppedEvent(
                        "demo",
                        "r10",
                        COPIES.get(),
                        AT,
                        DroppedEvent.Fate.FILTERED,
                        "test",
                        Long.valueOf(id));
        onTheBroker(channel -> {
            channel.basicPublish(
                    "", Queues.ENRICHED, null, EnrichedEnvelope.encode(List.of(filtered)));
            return 0;
        });
        String resolved = "/v1/failed-events?state=resolved&eventId=r10";
        await().atMost(PATIENCE).until(() -> client.get(resolved).json().path("items").size() == 1);
        JsonNode whole = client.get("/v1/failed-events/" + id).expect(200).json();
        assertThat(whole.path("state").asString()).isEqualTo("resolved");
        assertThat(whole.path("fate").asString()).isEqualTo("filtered");
        JsonNode answer = client.post("/v1/failed-events/" + id + "/replay", "").expect(202).json();
        assertThat(answer.path("sent").asBoolean()).isFalse();
        assertThat(answer.path("fate").asString()).isEqualTo("filtered");
        assertThat(collected()).isEmpty();
        client.delete("/v1/failed-events/" + id).expectProblem(409, "resolved-failed-event");
    }

    @Test
    void openOnesAreCountedByStageAndReason() throws Exception {
        String id = fail("r11");
        String reason = client.get("/v1/failed-events/" + id).json().path("reason").asString();
        JsonNode groups = client.get("/v1/failed-events/reasons").expect(200).json().path("items");
        JsonNode group =
                groups.valueStream()
                        .filter(each -> each.path("reason").asString().equals(reason))
                        .findFirst()
                        .orElseThrow();
        assertThat(group.path("stage").asString()).isEqualTo("transform");
        assertThat(group.path("count").asInt()).isEqualTo(1);
        assertThat(Instant.parse(group.path("oldest").asString())).isEqualTo(AT);
        client.delete("/v1/failed-events/" + id).expect(204);
        assertThat(client.get("/v1/failed-events/reasons").expect(200).body())
                .doesNotContain('"' + reason + '"');
    }

    @ParameterizedTest
    @CsvSource({"stage,nowhere", "state,lost", "from,yesterday", "to,2026-11-22", "cursor,x"})
    void whatTheListCannotBeAskedForIsRefused(String name, String value) {
        client.get("/v1/failed-events?" + name + "=" + value).expectProblem(400, "bad-request");
    }
}
