package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** From a list to what came of it, over HTTP; and that what is stored moves the next list. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.recommendations.hold-out=0.5",
            "streamwheel.analysis.admin-key=" + ITMetrics.ADMIN_KEY
        })
class ITMetrics {

    static final String ADMIN_KEY = "admin-key-of-the-test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int VISITORS = 40;

    private static ConfirmedPublisher publisher;
    private static int sites;
    private static long copies = 500_000;

    @LocalServerPort private int port;
    @Autowired private JdbcClient jdbc;
    private String name = "";
    private Client client = new Client(0, null);
    private long stored;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @BeforeAll
    static void connect() {
        publisher =
                new ConfirmedPublisher(
                        new Broker(Servers.broker(), "test"),
                        Topology.of(Queues.ENRICHED),
                        PublisherSettings.defaults());
        publisher.start();
        await().atMost(PATIENCE).until(() -> publisher.state().up());
    }

    @AfterAll
    static void disconnect() {
        publisher.close();
    }

    @BeforeEach
    void newSite() {
        name = "shop-" + ++sites;
        stored = 0;
        client =
                new Client(
                        port,
                        new Client(port, ADMIN_KEY)
                                .post("/v1/sites", "{\"name\":\"" + name + "\"}")
                                .expect(201)
                                .json()
                                .path("serverKey")
                                .asString());
    }

    private EnrichedEvent event(
            String id,
            String type,
            String user,
            @Nullable String anonymous,
            @Nullable String list,
            @Nullable Double value,
            String... items) {
        Instant now = Instant.now();
        List<Interaction> what = new ArrayList<>();
        List<ItemFacts> facts = new ArrayList<>();
        for (String item : items) {
            what.add(new Interaction(what.size(), type, item, value));
            facts.add(new ItemFacts(item, "A " + item, null, null, null, 10.0, "EUR"));
        }
        return new EnrichedEvent(
                name,
                id,
                ++copies,
                type,
                user,
                anonymous,
                now,
                now,
                now,
                null,
                list,
                null,
                what,
                facts,
                Payload.of("{}"));
    }

    private EnrichedEvent event(String id, String type, String user, String item) {
        return event(id, type, user, null, null, null, item);
    }

    /** Returns when all of them are stored, each once. */
    private void store(List<EnrichedEvent> events) throws Exception {
        publisher
                .publish(Queues.ENRICHED, EnrichedEnvelope.encode(events))
                .get(10, TimeUnit.SECONDS);
        stored += events.stream().map(EnrichedEvent::id).distinct().count();
        await().atMost(PATIENCE)
                .until(() ->
                        client.get("/v1/pipeline").json().at("/totals/stored").asLong() == stored);
    }

    private JsonNode list(String user, String more) {
        return client.get("/v1/users/" + user + "/recommendations?n=5" + more).expect(200).json();
    }

    private static List<String> itemIds(JsonNode list) {
        return list.path("items").valueStream().map(i -> i.path("itemId").asString()).toList();
    }

    /** Everyone of a half looks at its things but one; visitor 0 of each at the first one only. */
    private void twoCrowds() throws Exception {
        List<EnrichedEvent> events = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            for (int k = 0; k < 5; k++) {
                if (i == 0 ? k == 0 : k != i % 5) {
                    events.add(event("c" + i + "-" + k, "view", "camper-" + i, "camp-" + k));
                    events.add(event("b" + i + "-" + k, "view", "barista-" + i, "coffee-" + k));
                }
            }
        }
        store(events);
        String id = client.post("/v1/models/builds", "").expect(202).json().path("id").asString();
        await().atMost(PATIENCE)
                .until(() ->
                        client.get("/v1/models/builds/" + id)
                                .json()
                                .path("state")
                                .asString()
                                .equals("succeeded"));
    }

    @Test
    void theFirstThousandEntriesAreListedAndWhetherThereAreMore() {
        jdbc.sql(
                        """
                        INSERT INTO recommendation_metric
                        SELECT site_id, current_date, 'home', strategy, version, 'personal', currency, 3, 2, 1, 5
                        FROM site, generate_series(1, 501) version, unnest(ARRAY['personal', 'popular']) strategy,
                             unnest(ARRAY['EUR', 'USD']) currency
                        WHERE name = :name
                        """)
                .param("name", name)
                .update();
        JsonNode all = client.get("/v1/metrics").expect(200).json();
        assertThat(all.path("items").size()).isEqualTo(1_000);
        assertThat(all.path("more").asBoolean()).isTrue();
        assertThat(all.at("/items/0/modelVersion").asString()).isEqualTo("501");
        assertThat(all.at("/items/999/modelVersion").asString()).isEqualTo("2");
        assertThat(all.at("/items/999/impressions").asInt()).isEqualTo(6);
        assertThat(all.at("/items/999/revenue").size()).isEqualTo(2);

        jdbc.sql("DELETE FROM recommendation_metric WHERE model_version = 1").update();
        JsonNode fewer = client.get("/v1/metrics").expect(200).json();
        assertThat(fewer.path("items")).isEqualTo(all.path("items"));
        assertThat(fewer.path("more").asBoolean()).isFalse();
    }

    @Test
    void fromListsToMetrics() throws Exception {
        twoCrowds();
        List<EnrichedEvent> events = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        int personal = 0;
        for (int i = 0; i < 20; i++) {
            JsonNode list = list("camper-" + i, "&scenario=home&exclude=none");
            String id = list.path("recommendationId").asString();
            lists.add(id);
            boolean heldOut = list.path("strategy").asString().equals("popular");
            personal += heldOut ? 0 : 1;
            assertThat(list.path("fallback").booleanValue()).isFalse();
            String[] items = itemIds(list).toArray(String[]::new);
            events.add(event("i" + i, "impression", "camper-" + i, null, id, null, items));
            events.add(event("k" + i, "click", "camper-" + i, null, id, null, items[0]));
            events.add(event("l" + i, "click", "camper-" + i, null, id, null, items[0]));
        }
        events.add(event("o", "purchase", "camper-1", null, lists.get(1), 12.5, "camp-1"));
        assertThat(personal).isBetween(1, 19);
        store(events);
        publisher
                .publish(Queues.ENRICHED, EnrichedEnvelope.encode(events))
                .get(10, TimeUnit.SECONDS);
        store(List.of(event("last", "view", "camper-1", "camp-1")));

        String today = LocalDate.now(ZoneOffset.UTC).toString();
        JsonNode metrics = client.get("/v1/metrics?scenario=home").expect(200).json();
        assertThat(metrics.path("holdOut").asDouble()).isEqualTo(0.5);
        assertThat(metrics.path("items").size()).isEqualTo(2);
        long impressions = 0;
        double revenue = 0;
        for (JsonNode each : metrics.path("items")) {
            boolean heldOut = each.path("group").asString().equals("holdout");
            int visitors = heldOut ? 20 - personal : personal;
            assertThat(each.path("strategy").asString())
                    .isEqualTo(heldOut ? "popular" : "personal");
            assertThat(each.path("modelVersion").asString()).isNotEmpty();
            assertThat(each.path("clicks").asInt()).isEqualTo(visitors);
            assertThat(each.path("ctr").asDouble())
                    .isEqualTo(visitors / each.path("impressions").asDouble());
            impressions += each.path("impressions").asLong();
            revenue += each.at("/revenue/0/amount").asDouble(0);
        }
        assertThat(impressions).isEqualTo(100);
        assertThat(revenue).isEqualTo(12.5);
        JsonNode lift = metrics.path("lifts").get(0);
        assertThat(lift.path("metric").asString()).isEqualTo("clicksPerImpression");
        assertThat(lift.path("verdict").asString()).isEqualTo("too few");
        assertThat(lift.at("/personal/sum").asInt() + lift.at("/holdOut/sum").asInt())
                .isEqualTo(20);

        assertThat(items("?scenario=cart")).isZero();
        assertThat(items("?from=" + today + "&to=" + today)).isZero();
        assertThat(items("?from=" + today + "T00:00:00Z")).isEqualTo(2);
        assertThat(items("?to=" + today)).isZero();
    }

    private int items(String query) {
        return client.get("/v1/metrics" + query).expect(200).json().path("items").size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=2026-13-01",
                "from=2026-11-02&to=2026-11-01",
                "from=2020-01-01&to=2026-01-01",
                "from=%2B1000000000-01-01T00:00:00Z",
                "scenario=-a",
                "scenario=a&scenario=b"
            })
    void whatCannotBeAskedIsRefused(String query) {
        client.get("/v1/metrics?" + query).expectProblem(400, "invalid-parameter");
    }

    @Test
    void listsForNobodyInParticularAreInNoGroup() throws Exception {
        twoCrowds();
        String popular =
                client.get("/v1/items/popular?scenario=front")
                        .json()
                        .path("recommendationId")
                        .asString();
        String session =
                client.post(
                                "/v1/sessions/recommendations",
                                "{\"scenario\":\"Cart.v2\",\"events\":[{\"type\":\"view\",\"itemId\":\"camp-0\"}]}")
                        .json()
                        .path("recommendationId")
                        .asString();
        store(
                List.of(
                        event("1", "click", "camper-1", null, popular, null, "camp-1"),
                        event("2", "click", "camper-1", null, session, null, "camp-1"),
                        event("3", "click", "camper-1", null, "of-another-shop", null, "camp-1")));
        List<String> told =
                client.get("/v1/metrics")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(each ->
                                each.path("scenario").asString("?")
                                        + ' '
                                        + each.path("strategy").asString()
                                        + ' '
                                        + each.path("group").asString()
                                        + ' '
                                        + each.path("clicks").asInt())
                        .toList();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "? unknown none 1", "Cart.v2 session none 1", "front popular none 1");
    }

    @Test
    void anAnonymousVisitorWhoBecomesKnownStandsWhereTheUserStands() throws Exception {
        twoCrowds();
        List<EnrichedEvent> links = new ArrayList<>();
        for (int i = 1; i < 15; i++) {
            links.add(
                    event("n" + i, "view", "camper-" + i, "anonymous-" + i, null, null, "camp-0"));
        }
        store(links);
        for (int i = 1; i < 15; i++) {
            assertThat(list("anonymous-" + i, "").path("strategy"))
                    .isEqualTo(list("camper-" + i, "").path("strategy"));
        }
    }

    @Test
    void whatIsHeldOutIsTheOrderAndNothingElse() throws Exception {
        twoCrowds();
        for (int i = 1; i < VISITORS; i++) {
            JsonNode list = list("barista-" + i, "&exclude=seen");
            assertThat(itemIds(list)).hasSize(5).doesNotContain("coffee-" + (i + 1) % 5);
        }
        List<String> rankings = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            rankings.add(
                    client.post(
                                    "/v1/rankings",
                                    "{\"userId\":\"camper-"
                                            + i
                                            + "\",\"itemIds\":[\"camp-1\",\"coffee-1\"]}")
                            .expect(200)
                            .json()
                            .path("strategy")
                            .asString());
        }
        assertThat(rankings).contains("personal", "popular");
    }

    @Test
    void whatIsStoredMovesTheNextListAndWhatIsPopular() throws Exception {
        twoCrowds();
        String user = someoneWithPersonalLists();
        store(List.of(event("m1", "view", user, "camp-0")));
        awaitList(user, items -> items.getFirst().startsWith("camp-"));
        store(List.of(event("m2", "view", user, "camp-1")));
        awaitList(user, items -> !items.contains("camp-0") && !items.contains("camp-1"));
        store(
                List.of(
                        event("m3", "purchase", user, "coffee-0"),
                        event("m4", "purchase", user, "coffee-1")));
        awaitList(user, items -> items.getFirst().startsWith("coffee-"));

        List<EnrichedEvent> rush = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rush.add(event("r" + i, "purchase", "newcomer-" + i, "lamp"));
        }
        store(rush);
        for (String list : List.of("popular", "trending")) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            itemIds(client.get("/v1/items/" + list + "?window=1h").json())
                                    .getFirst()
                                    .equals("lamp"));
        }
    }

    @Test
    void afterABuildTheListsAreInTheTableAsAnAnswerHasThem() throws Exception {
        twoCrowds();
        await().atMost(PATIENCE).until(() -> stored("SELECT count(*)") == 5L * 2 * VISITORS);
        for (int i = 0; i < VISITORS; i++) {
            List<String> items =
                    jdbc.sql(
                                    "SELECT item_id FROM v_user_recommendation WHERE site = ? AND"
                                            + " user_id = ? AND rank <= 5 ORDER BY rank")
                            .params(name, "camper-" + i)
                            .query(String.class)
                            .list();
            assertThat(items).isEqualTo(itemIds(list("camper-" + i, "")));
        }
        String id =
                jdbc.sql(
                                "SELECT max(recommendation_id) FROM v_user_recommendation WHERE site"
                                        + " = ?")
                        .param(name)
                        .query(String.class)
                        .single();
        store(List.of(event("mail", "click", "camper-1", null, id, null, "camp-1")));
        assertThat(items("?scenario=precomputed")).isEqualTo(1);
    }

    private long stored(String what) {
        return jdbc.sql(what + " FROM v_user_recommendation WHERE site = ? AND rank <= 5")
                .param(name)
                .query(Long.class)
                .single();
    }

    /** Totals are seen with the commit, a moment before the histories in memory are told of it. */
    private void awaitList(String user, Predicate<List<String>> condition) {
        await().atMost(PATIENCE).until(() -> itemIds(list(user, "")), condition);
    }

    /** The hash decides; the name is one that it does not hold out. */
    private String someoneWithPersonalLists() throws Exception {
        for (int i = 0; i < 30; i++) {
            String user = "somebody-" + i;
            store(List.of(event("s" + i, "view", user, "camp-0")));
            if (list(user, "").path("strategy").asString().equals("personal")) {
                return user;
            }
        }
        throw new AssertionError("nobody gets personal lists");
    }
}
