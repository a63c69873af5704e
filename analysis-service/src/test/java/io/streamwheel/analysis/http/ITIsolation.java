package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Two sites with the same user, item and event ids: over every route, neither sees the other's
 * data, and what is another's looks exactly as what is absent.
 */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.serving.history-freshness=1ms",
            "streamwheel.analysis.serving.ranking-freshness=1ms",
            "streamwheel.analysis.admin-key=" + ITIsolation.ADMIN_KEY
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITIsolation {

    static final String ADMIN_KEY = "admin-key-of-the-test";

    /** Routes that answer nobody's data. */
    private static final Set<String> NOBODYS =
            Set.of(
                    "GET /v1/sites",
                    "POST /v1/sites",
                    "GET /openapi.json",
                    "GET /swagger-ui",
                    "GET /swagger-ui/",
                    "GET /swagger-ui/{file}");

    /**
     * A route, and how it is asked.
     *
     * @param kind of what {@code ID} in address and body stands for; null for a route without ids
     */
    private record Case(
            String method,
            String route,
            String address,
            @Nullable String body,
            @Nullable String kind) {

        static Case of(String method, String route) {
            return new Case(method, route, route, null, null);
        }

        Case body(String text) {
            return new Case(method, route, address, text, kind);
        }

        Case id(String what) {
            return new Case(method, route, address.replaceAll("\\{.*}", "ID"), body, what);
        }

        String name() {
            return method + " " + route;
        }

        Client.Reply ask(Client client, String id) {
            return client.send(
                    method,
                    address.replace("ID", id),
                    body == null ? null : body.replace("ID", id));
        }
    }

    /** What only reads comes first, so that what follows cannot take away what it would find. */
    private static final List<Case> CASES =
            List.of(
                    Case.of("GET", "/v1/pipeline"),
                    Case.of("GET", "/v1/metrics"),
                    Case.of("GET", "/v1/events/{*id}").id("event"),
                    Case.of("GET", "/v1/failed-events"),
                    Case.of("GET", "/v1/failed-events/{id}").id("failed event"),
                    Case.of("GET", "/v1/failed-events/reasons"),
                    Case.of("GET", "/v1/failed-events/audit"),
                    Case.of("GET", "/v1/failed-events/replays"),
                    Case.of("GET", "/v1/failed-events/replays/{id}").id("replay"),
                    Case.of("GET", "/v1/users/{id}/recommendations").id("user"),
                    Case.of("GET", "/v1/users/{id}/profile").id("user"),
                    Case.of("GET", "/v1/users/{id}/people").id("user"),
                    Case.of("GET", "/v1/users/{id}/similar").id("user"),
                    Case.of("GET", "/v1/items/{id}/similar").id("item"),
                    Case.of("GET", "/v1/items/popular"),
                    Case.of("GET", "/v1/items/trending"),
                    Case.of("GET", "/v1/items/{*id}").id("item"),
                    Case.of("GET", "/v1/items"),
                    Case.of("POST", "/v1/sessions/recommendations")
                            .body("{\"events\":[{\"type\":\"view\",\"itemId\":\"ID\"}]}")
                            .id("item"),
                    Case.of("POST", "/v1/rankings")
                            .body("{\"userId\":\"u1\",\"itemIds\":[\"ID\",\"p1\"]}")
                            .id("item"),
                    Case.of("GET", "/v1/scenarios"),
                    Case.of("GET", "/v1/scenarios/{name}").id("scenario"),
                    Case.of("GET", "/v1/models/builds"),
                    Case.of("GET", "/v1/models/builds/{id}").id("build"),
                    Case.of("POST", "/v1/models/{version}/activate").id("build"),
                    Case.of("GET", "/v1/keys"),
                    Case.of("POST", "/v1/keys/{id}/rotate").id("key"),
                    Case.of("DELETE", "/v1/keys/{id}").id("key"),
                    Case.of("POST", "/v1/failed-events/{id}/replay").id("failed event"),
                    Case.of("POST", "/v1/failed-events/replay").body("{\"reason\":\"of-nobody\"}"),
                    Case.of("POST", "/v1/failed-events/discard").body("{\"reason\":\"of-nobody\"}"),
                    Case.of("PATCH", "/v1/failed-events/replays/{id}")
                            .body("{\"ratePerSecond\":9}")
                            .id("replay"),
                    Case.of("DELETE", "/v1/failed-events/replays/{id}").id("replay"),
                    Case.of("DELETE", "/v1/failed-events/{id}").id("failed event"),
                    Case.of("DELETE", "/v1/scenarios/{name}").id("scenario"),
                    Case.of("PUT", "/v1/scenarios/{name}").body("{}").id("scenario"),
                    Case.of("DELETE", "/v1/items/{*id}").id("item"),
                    Case.of("PATCH", "/v1/items/{*id}").body("{\"title\":\"T\"}").id("item"),
                    Case.of("PUT", "/v1/items/{*id}").body("{\"title\":\"T\"}").id("item"),
                    Case.of("POST", "/v1/items").body("[{\"itemId\":\"ID\"}]").id("item"),
                    Case.of("POST", "/v1/models/builds"),
                    Case.of("POST", "/v1/keys").body("{\"kind\":\"write\"}"));

    @LocalServerPort private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @Test
    void everyRouteIsAsked() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods()
                .keySet()
                .forEach(route ->
                        route.getMethodsCondition()
                                .getMethods()
                                .forEach(method ->
                                        route.getPatternValues()
                                                .forEach(path -> routes.add(method + " " + path))));
        routes.removeAll(NOBODYS);
        routes.removeIf(ITIsolation::isTheConsoles);
        assertThat(CASES.stream().map(Case::name)).containsExactlyInAnyOrderElementsOf(routes);
    }

    /** One operator sees all sites, and no key of a site opens it. */
    private static boolean isTheConsoles(String route) {
        return route.matches("\\w+ /(console(/.*)?)?");
    }

    @Test
    void neitherSiteSeesTheOther() throws Exception {
        Client north = newSite("north");
        Client south = newSite("south");
        fill("north", 1000);
        fill("south", 2000);
        awaitData(north);
        awaitData(south);
        Map<String, String> norths = idsOf(north, "north");
        Map<String, String> absent =
                Map.of(
                        "event", "ev-nobody",
                        "user", "us-nobody",
                        "item", "it-nobody",
                        "build", "999999999",
                        "key", "999999999",
                        "failed event", "999999999",
                        "replay", "999999999",
                        "scenario", "sc-nobody");
        List<String> before = allOf(north);

        for (Case each : CASES) {
            if (each.kind() == null) {
                assertThat(each.ask(south, "").body())
                        .as("%s tells of north", each.name())
                        .doesNotContain("north");
                continue;
            }
            String theirs = norths.get(each.kind());
            String nobodys = absent.get(each.kind());
            Client.Reply foreign = each.ask(south, theirs);
            Client.Reply missing = each.ask(south, nobodys);
            assertThat(foreign.status()).as(each.name()).isEqualTo(missing.status());
            assertThat(seen(foreign, theirs)).as(each.name()).isEqualTo(seen(missing, nobodys));
            assertThat(foreign.headers().map().keySet())
                    .as(each.name())
                    .isEqualTo(missing.headers().map().keySet());
            assertThat(foreign.body().replace(theirs, "")).as(each.name()).doesNotContain("north");
        }

        assertThat(allOf(north)).as("what south did to north").isEqualTo(before);
        assertThat(north.get("/v1/items/shared").expect(200).body()).contains("north");
        assertThat(south.get("/v1/items/shared").expect(200).body()).contains("south");
    }

    /** Without what differs between any two answers. */
    private static String seen(Client.Reply reply, String id) {
        return reply.body()
                .replace(id, "ID")
                .replaceAll("\"recommendationId\":\"[^\"]*\"", "\"recommendationId\":\"\"")
                .replaceAll("\"version\":[0-9]*", "\"version\":0")
                .replaceAll("\"updatedAt\":\"[^\"]*\"", "\"updatedAt\":\"\"")
                .replaceAll("\"asOf\":\"[^\"]*\"", "\"asOf\":\"\"")
                .replaceAll("\"lagSeconds\":[0-9.E-]*", "\"lagSeconds\":0");
    }

    /** Everything that a site is told of itself without ids, and of what is its own. */
    private static List<String> allOf(Client client) {
        List<String> all = new ArrayList<>();
        for (Case each : CASES) {
            if (each.method().equals("GET") && each.kind() == null) {
                all.add(seen(each.ask(client, ""), "no id"));
            }
        }
        return all;
    }

    private Client newSite(String name) {
        JsonNode made =
                new Client(port, ADMIN_KEY)
                        .post("/v1/sites", "{\"name\":\"" + name + "\"}")
                        .expect(201)
                        .json();
        return new Client(port, made.path("serverKey").asString());
    }

    /**
     * The same ids on both sites, some that only this one has, and its name in all that is told.
     */
    private static void fill(String site, long copy) throws Exception {
        Instant now = Instant.now();
        List<EnrichedEvent> events =
                List.of(
                        event("shared", copy + 1)
                                .ofSite(site)
                                .receivedAt(now)
                                .of("shared")
                                .saying(facts("shared", site))
                                .enriched(),
                        event("shared-2", copy + 2)
                                .ofSite(site)
                                .receivedAt(now)
                                .saying(facts("p1", site))
                                .enriched(),
                        event("ev-" + site, copy + 3)
                                .ofSite(site)
                                .receivedAt(now)
                                .by("us-" + site, null)
                                .of("it-" + site)
                                .saying(facts("it-" + site, site))
                                .enriched(),
                        follow(site, copy + 5, now));
        FailedEvent failed =
                new FailedEvent(
                        site,
                        "failed-shared",
                        copy + 4,
                        FailedEvent.Stage.TRANSFORM,
                        "nul-in-text",
                        "A text of " + site + " holds NUL.",
                        now,
                        now,
                        Payload.of("{\"site\":\"" + site + "\"}"));
        try (ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        new Broker(Servers.broker(), "test"),
                        Topology.of(Queues.ENRICHED, Queues.FAILED),
                        PublisherSettings.defaults())) {
            publisher.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> publisher.state().up());
            publisher
                    .publish(Queues.ENRICHED, EnrichedEnvelope.encode(events))
                    .get(10, TimeUnit.SECONDS);
            publisher
                    .publish(Queues.FAILED, FailedEnvelope.encode(List.of(failed)))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static EnrichedEvent follow(String site, long copy, Instant now) {
        return new EnrichedEvent(
                site,
                "follow-shared",
                copy,
                "follow",
                "u1",
                null,
                now,
                now,
                now,
                null,
                null,
                "us-" + site,
                List.of(),
                List.of(),
                Payload.of("{}"));
    }

    private static ItemFacts facts(String item, String site) {
        return new ItemFacts(
                item, "A thing of " + site, List.of("of-" + site), null, null, null, null);
    }

    /** Stored, listed, and with a build that has ended. */
    private static void awaitData(Client client) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    JsonNode totals = client.get("/v1/pipeline").json().path("totals");
                    assertThat(totals.path("stored").asInt()).isEqualTo(4);
                    assertThat(totals.path("failed").asInt()).isEqualTo(1);
                    assertThat(client.get("/v1/items/popular").json().path("items").size())
                            .isEqualTo(3);
                });
        client.post("/v1/models/builds", "").expect(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !client.get("/v1/models/builds")
                                .json()
                                .path("items")
                                .get(0)
                                .path("state")
                                .asString()
                                .equals("running"));
    }

    /** What only that site has; each of these is found with its own key. */
    private static Map<String, String> idsOf(Client client, String site) {
        Map<String, String> ids = new HashMap<>();
        ids.put("event", "ev-" + site);
        ids.put("user", "us-" + site);
        ids.put("item", "it-" + site);
        ids.put("build", firstId(client, "/v1/models/builds"));
        ids.put("key", firstId(client, "/v1/keys"));
        ids.put("failed event", firstId(client, "/v1/failed-events"));
        ids.put("replay", newReplay(client));
        ids.put("scenario", "sc-" + site);
        client.send("PUT", "/v1/scenarios/sc-" + site, "{}").expect(200);
        client.get("/v1/failed-events/" + ids.get("failed event")).expect(200);
        client.get("/v1/failed-events/replays/" + ids.get("replay")).expect(200);
        client.get("/v1/events/" + ids.get("event")).expect(200);
        client.get("/v1/users/" + ids.get("user") + "/profile").expect(200);
        client.get("/v1/items/" + ids.get("item") + "/similar").expect(200);
        client.get("/v1/models/builds/" + ids.get("build")).expect(200);
        return ids;
    }

    /** Of nothing, and over at once. */
    private static String newReplay(Client client) {
        String id =
                client.post("/v1/failed-events/replay", "{\"reason\":\"of-nobody\"}")
                        .expect(202)
                        .json()
                        .path("id")
                        .asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        client.get("/v1/failed-events/replays/" + id)
                                .json()
                                .path("state")
                                .asString()
                                .equals("finished"));
        return id;
    }

    private static String firstId(Client client, String list) {
        return client.get(list).expect(200).json().path("items").get(0).path("id").asString();
    }
}
