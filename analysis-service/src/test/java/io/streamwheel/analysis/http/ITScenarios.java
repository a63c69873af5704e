package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A shop with rules, from its events to its lists. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.serving.refresh=100ms",
            "streamwheel.analysis.serving.history-freshness=1ms",
            "streamwheel.analysis.serving.ranking-freshness=1ms",
            "streamwheel.analysis.bootstrap.site=demo",
            "streamwheel.analysis.bootstrap.server-key=" + ITScenarios.SERVER_KEY
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITScenarios {

    static final String SERVER_KEY = "server-key-of-the-test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.now();

    @LocalServerPort private int port;
    @Autowired private DataSource database;
    private long copies;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    private Client shop() {
        return new Client(port, SERVER_KEY);
    }

    /** Twelve items, in turns of camping and books, of two brands; all were viewed together. */
    @BeforeAll
    void fill() throws Exception {
        List<EnrichedEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            put("i" + i, i % 2 == 0 ? "camping" : "books", i < 6 ? "Acme" : "Bolt");
            for (int visitor = 0; visitor < 20 - i; visitor++) {
                events.add(did("v" + visitor, "view", "i" + i));
            }
        }
        send(events);
        shop().post("/v1/models/builds", "").expect(202);
        await().atMost(PATIENCE)
                .until(() ->
                        shop().get("/v1/items/i0/similar")
                                .json()
                                .path("strategy")
                                .asString()
                                .equals("similar"));
    }

    private void put(String item, String category, String brand) {
        String body =
                """
                {"title": "The %s of %s", "categories": ["%s"], "properties": {"brand": "%s"}}
                """
                        .formatted(item, category, category, brand);
        shop().send("PUT", "/v1/items/" + item, body).expect(200);
    }

    private EnrichedEvent did(String visitor, String type, String item) {
        EnrichedEvent view =
                event("e-" + ++copies, copies)
                        .by(visitor, null)
                        .of(item)
                        .originalAt(NOW)
                        .receivedAt(NOW)
                        .enriched();
        return new EnrichedEvent(
                view.site(),
                view.id(),
                view.copyId(),
                type,
                view.userId(),
                view.anonymousId(),
                view.originalAt(),
                view.occurredAt(),
                view.receivedAt(),
                null,
                null,
                null,
                List.of(new Interaction(0, type, item, null)),
                List.of(),
                view.payload());
    }

    private void send(List<EnrichedEvent> events) throws Exception {
        int before = stored();
        try (ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        new Broker(Servers.broker(), "test"),
                        Topology.of(Queues.ENRICHED, Queues.FAILED),
                        PublisherSettings.defaults())) {
            publisher.start();
            await().atMost(PATIENCE).until(() -> publisher.state().up());
            publisher
                    .publish(Queues.ENRICHED, EnrichedEnvelope.encode(events))
                    .get(10, TimeUnit.SECONDS);
        }
        await().atMost(PATIENCE).until(() -> stored() == before + events.size());
    }

    private int stored() {
        return shop().get("/v1/pipeline").json().path("totals").path("stored").asInt();
    }

    private JsonNode scenario(String name, String body) {
        return shop().send("PUT", "/v1/scenarios/" + name, body).expect(200).json();
    }

    private List<String> ids(String path) {
        return ids(shop().get(path).expect(200));
    }

    private static List<String> ids(Client.Reply list) {
        return list.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("itemId").asString())
                .toList();
    }

    @Test
    void aScenarioIsPutShownListedAndDeleted() {
        JsonNode put =
                scenario(
                        "kept",
                        "{\"rules\":[{\"field\":\"properties.size\",\"values\":[5.0],\"bias\":2}]}");
        assertThat(put.at("/rules/0/values/0").asString()).isEqualTo("5");
        assertThat(put.at("/exploration/share").asDouble()).isZero();
        assertThat(shop().get("/v1/scenarios/kept").expect(200).json()).isEqualTo(put);
        assertThat(shop().get("/v1/scenarios").json().path("items").valueStream()).contains(put);
        JsonNode again = scenario("kept", "{}");
        assertThat(again.path("version").asLong()).isGreaterThan(put.path("version").asLong());
        shop().delete("/v1/scenarios/kept").expect(204);
        shop().delete("/v1/scenarios/kept").expectProblem(404, "unknown-scenario");
        shop().get("/v1/scenarios/kept").expectProblem(404, "unknown-scenario");
    }

    @Test
    void aWrongOneIsRefusedByNameAndChangesNothing() {
        Client.Reply refused =
                shop().send(
                                "PUT",
                                "/v1/scenarios/wrong",
                                "{\"rules\":[{\"field\":\"x\",\"values\":[\"y\"],\"bias\":2}],\"n\":1}")
                        .expectProblem(422, "invalid-body");
        assertThat(
                        refused.json()
                                .path("errors")
                                .valueStream()
                                .map(e -> e.path("pointer").asString()))
                .containsExactlyInAnyOrder("/rules/0/field", "/n");
        shop().send("PUT", "/v1/scenarios/wrong", "[").expectProblem(400, "not-json");
        shop().send("PUT", "/v1/scenarios/-wrong", "{}").expectProblem(400, "invalid-id");
        shop().send("PUT", "/v1/scenarios/wrong", " ".repeat(70_000) + "{}")
                .expectProblem(413, "too-large");
        shop().get("/v1/scenarios/wrong").expectProblem(404, "unknown-scenario");
    }

    @Test
    void rulesHoldFromTheNextListOnAndTheEtagSaysSo() {
        String path = "/v1/items/popular?n=12&scenario=home";
        Client.Reply before = shop().get(path).expect(200);
        assertThat(before.json().path("scenario").asString()).isEqualTo("home");
        assertThat(before.json().has("scenarioVersion")).isFalse();
        assertThat(ids(before)).hasSizeGreaterThanOrEqualTo(12).startsWith("i0", "i1", "i2");
        scenario(
                "home",
                """
                {"rules": [{"field": "category", "values": ["books"], "bias": 10},
                           {"field": "item", "values": ["i3"], "bias": 0},
                           {"field": "properties.brand", "values": ["Bolt"], "bias": 0.001},
                           {"field": "item", "values": ["i10"], "pin": 2}]}
                """);
        Client.Reply after = shop().get(path).expect(200);
        assertThat(ids(after)).startsWith("i1", "i10", "i5", "i0", "i2", "i4").doesNotContain("i3");
        assertThat(after.json().path("scenarioVersion").asLong()).isPositive();
        String etag = after.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).isNotEqualTo(before.headers().firstValue("ETag").orElseThrow());
        scenario("home", "{\"maxPerCategory\": 1}");
        assertThat(ids(path)).contains("i0", "i1").hasSizeLessThan(12);
        shop().delete("/v1/scenarios/home").expect(204);
        assertThat(ids(path)).isEqualTo(ids(before));
    }

    @Test
    void anEqualListOfAnotherVersionHasAnotherEtag() {
        scenario("same", "{}");
        String path = "/v1/items/popular?scenario=same";
        String etag = shop().get(path).headers().firstValue("ETag").orElseThrow();
        scenario("same", "{}");
        assertThat(shop().get(path).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
    }

    @Test
    void whatAnotherInstanceStoresHoldsHereWithinSeconds() {
        new JdbcTemplate(database)
                .update(
                        """
                        INSERT INTO scenario (site_id, name, body)
                        SELECT site_id, 'elsewhere', '{"rules":[{"field":"item","values":["i0"],"bias":0}]}' FROM site
                        """);
        String path = "/v1/items/popular?scenario=elsewhere";
        await().atMost(Duration.ofSeconds(5)).until(() -> !ids(path).contains("i0"));
        new JdbcTemplate(database).update("DELETE FROM scenario WHERE name = 'elsewhere'");
        await().atMost(Duration.ofSeconds(5)).until(() -> ids(path).contains("i0"));
    }

    @Test
    void everyListTakesAScenario() {
        scenario("no-i2", "{\"rules\":[{\"field\":\"item\",\"values\":[\"i2\"],\"bias\":0}]}");
        for (String path :
                List.of(
                        "/v1/users/v19/recommendations?n=100&exclude=none&scenario=no-i2",
                        "/v1/items/i0/similar?n=100&scenario=no-i2",
                        "/v1/items/trending?n=100&scenario=no-i2",
                        "/v1/items/popular?n=100&scenario=no-i2")) {
            assertThat(ids(path)).as(path).doesNotContain("i2").isNotEmpty();
            assertThat(ids(path.replace("no-i2", "none"))).as(path).contains("i2");
        }
        String session =
                "{\"events\":[{\"type\":\"view\",\"itemId\":\"i0\"}],\"n\":100,\"scenario\":\"no-i2\"}";
        assertThat(ids(shop().post("/v1/sessions/recommendations", session).expect(200)))
                .isNotEmpty()
                .doesNotContain("i2");
        Client.Reply ranked =
                shop().post(
                                "/v1/rankings",
                                "{\"userId\":\"v1\",\"itemIds\":[\"i2\",\"i4\",\"i6\"],\"scenario\":\"no-i2\"}")
                        .expect(200);
        assertThat(ids(ranked)).containsExactlyInAnyOrder("i2", "i4", "i6").endsWith("i2");
        assertThat(ranked.json().path("scenario").asString()).isEqualTo("no-i2");
        shop().get("/v1/items/popular?scenario=a%20b").expectProblem(400, "invalid-parameter");
        shop().post("/v1/sessions/recommendations", "{\"events\":[],\"scenario\":\"\"}")
                .expectProblem(422, "invalid-body");
    }

    @Test
    void aChangeThatNamesAVersionIsMadeToThatVersionOnly() {
        String path = "/v1/scenarios/edited";
        String two = "{\"diversity\":{\"lambda\":0.2}}";
        shop().send("PUT", path, "{}", Map.of("If-Match", "*"))
                .expectProblem(412, "changed-scenario");
        String first = tag(shop().send("PUT", path, "{}").expect(200));
        Client.Reply read = shop().get(path).expect(200);
        assertThat(tag(read)).isEqualTo(first).isEqualTo("\"" + read.json().path("version") + "\"");
        shop().send("GET", path, null, Map.of("If-None-Match", first)).expect(304);

        String second = tag(shop().send("PUT", path, two, Map.of("If-Match", first)).expect(200));
        assertThat(second).isNotEqualTo(first);
        shop().send("GET", path, null, Map.of("If-None-Match", first)).expect(200);
        for (String no : List.of(first, "W/" + second, "\"x\"", second.replace("\"", ""))) {
            shop().send("PUT", path, "{}", Map.of("If-Match", no))
                    .expectProblem(412, "changed-scenario");
            shop().send("DELETE", path, null, Map.of("If-Match", no))
                    .expectProblem(412, "changed-scenario");
        }
        assertThat(shop().get(path).json().at("/diversity/lambda").asDouble()).isEqualTo(0.2);

        String last = tag(shop().send("PUT", path, "{}").expect(200));
        assertThat(last).as("without a version the last change wins").isNotEqualTo(second);
        shop().send("DELETE", path, null, Map.of("If-Match", first + ", " + last)).expect(204);
        shop().send("DELETE", path, null, Map.of("If-Match", last))
                .expectProblem(412, "changed-scenario");
        shop().delete(path).expectProblem(404, "unknown-scenario");
    }

    private static String tag(Client.Reply reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aMustHaveThatNothingMeetsIsAnEmptyListWithAReasonUnlessItMayBeRelaxed() {
        String rule = "\"rules\":[{\"field\":\"category\",\"values\":[\"nowhere\"],\"bias\":-1}]";
        scenario("strict", "{" + rule + "}");
        JsonNode empty = shop().get("/v1/items/popular?scenario=strict").expect(200).json();
        assertThat(empty.path("items")).isEmpty();
        assertThat(empty.path("reason").asString()).contains("strict");
        scenario("relaxed", "{" + rule + ",\"relax\":true}");
        JsonNode relaxed = shop().get("/v1/items/popular?scenario=relaxed").expect(200).json();
        assertThat(relaxed.path("items")).isNotEmpty();
        assertThat(relaxed.path("fallback").asBoolean()).isTrue();
    }

    @Test
    void whatMayNotBeShownIsGoneFromTheNextListPinnedOrNot() throws Exception {
        put("shy", "camping", "Acme");
        scenario("pin", "{\"rules\":[{\"field\":\"item\",\"values\":[\"shy\"],\"pin\":1}]}");
        String all = "/v1/items/popular?n=100&scenario=pin";
        String hers = "/v1/users/eve/recommendations?n=100&scenario=pin";
        assertThat(ids(all)).startsWith("shy");
        assertThat(ids(hers)).startsWith("shy");
        for (String no :
                List.of(
                        "{\"hidden\":true}",
                        "{\"available\":false}",
                        "{\"availableUntil\":\"2020-01-01T00:00:00Z\"}",
                        "{\"availableFrom\":\"2999-01-01T00:00:00Z\"}")) {
            shop().send("PATCH", "/v1/items/shy", no).expect(200);
            assertThat(ids(all)).as(no).doesNotContain("shy");
            assertThat(ids("/v1/items/i0/similar?n=100&scenario=pin")).doesNotContain("shy");
            shop().send(
                            "PATCH",
                            "/v1/items/shy",
                            "{\"hidden\":false,\"available\":true,\"availableUntil\":null,\"availableFrom\":null}")
                    .expect(200);
            assertThat(ids(all)).startsWith("shy");
        }
        assertThat(ids(all + "&excludeItem=shy")).doesNotContain("shy");
        assertThat(ids(all + "&category=books")).isNotEmpty().doesNotContain("shy");

        send(List.of(did("eve", "purchase", "shy")));
        assertThat(ids(hers + "&exclude=purchased")).doesNotContain("shy");
        assertThat(ids(hers + "&exclude=none")).startsWith("shy");
        send(List.of(did("eve", "dislike", "shy"), did("eve", "view", "i0")));
        assertThat(ids(hers + "&exclude=none")).contains("i0").doesNotContain("shy");
        scenario("pin", "{\"exclude\":\"none\"}");
        assertThat(ids(hers)).contains("i0");
        scenario("pin", "{\"exclude\":\"seen\"}");
        assertThat(ids(hers)).doesNotContain("i0");
        shop().delete("/v1/items/shy").expect(204);
        assertThat(ids(all)).doesNotContain("shy");
    }

    @Test
    void aNewItemIsFoundByWhatIsSaidOfIt() {
        put("i0-again", "camping", "Acme");
        Client.Reply similar = shop().get("/v1/items/i0-again/similar?n=3").expect(200);
        assertThat(similar.json().path("strategy").asString()).isEqualTo("similar");
        assertThat(similar.json().path("fallback").asBoolean()).isTrue();
        assertThat(ids(similar)).first().isEqualTo("i0");
        // Seldom viewed items are new as well, and which of them are drawn is thrown anew each day.
        scenario("try", "{\"exploration\":{\"share\":0.2,\"maxWeight\":0}}");
        String path = "/v1/users/v19/recommendations?n=10&exclude=none&scenario=try";
        await().atMost(PATIENCE).until(() -> ids(path).contains("i0-again"));
        assertThat(ids(path)).isEqualTo(ids(path));
        JsonNode entry =
                shop().get(path)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("itemId").asString().equals("i0-again"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.at("/because/0/itemId").asString()).isEqualTo("i0");
        assertThat(entry.at("/because/0/kind").asString()).isEqualTo("viewed");
        shop().delete("/v1/items/i0-again").expect(204);
    }
}
