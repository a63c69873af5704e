package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** People somebody may know and people of the same taste, from the queue to the answer. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.serving.history-freshness=1h",
            "streamwheel.analysis.people.refresh=50ms",
            "streamwheel.analysis.admin-key=" + ITPeople.ADMIN_KEY
        })
class ITPeople {

    static final String ADMIN_KEY = "admin-key-of-the-test";

    private static final Instant NOON = Instant.now().minus(Duration.ofHours(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort private int port;
    @Autowired private JdbcClient jdbc;

    private long copies;
    private int stored;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    private Client site(String name) {
        JsonNode made =
                new Client(port, ADMIN_KEY)
                        .post("/v1/sites", "{\"name\":\"" + name + "\"}")
                        .expect(201)
                        .json();
        return new Client(port, made.path("serverKey").asString());
    }

    private EnrichedEvent event(
            String site,
            String type,
            @Nullable String user,
            @Nullable String anonymous,
            String target,
            int second) {
        boolean ofItem = type.equals("view");
        copies++;
        return new EnrichedEvent(
                site,
                site + copies,
                site.hashCode() * 1000L + copies,
                type,
                user,
                anonymous,
                NOON.plusSeconds(second),
                NOON.plusSeconds(second),
                Instant.now(),
                null,
                null,
                ofItem ? null : target,
                ofItem ? List.of(new Interaction(0, type, target, null)) : List.of(),
                List.of(),
                Payload.of("{}"));
    }

    private EnrichedEvent follow(String site, String user, String target) {
        return event(site, "follow", user, null, target, 0);
    }

    private void store(Client client, List<EnrichedEvent> events) throws Exception {
        try (var connection = Servers.broker().newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish("", Queues.ENRICHED, null, EnrichedEnvelope.encode(events));
        }
        stored += (int) events.stream().map(EnrichedEvent::id).distinct().count();
        await().atMost(PATIENCE)
                .until(() ->
                        client.get("/v1/pipeline").json().at("/totals/stored").asInt() == stored);
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("people").forEach(each -> ids.add(each.path("userId").asString()));
        return ids;
    }

    private static JsonNode people(Client client, String user) {
        return client.get("/v1/users/" + user + "/people").expect(200).json();
    }

    @Test
    void friendsOfFriendsAreToldOfUntilTheyAreFollowedOrDismissed() throws Exception {
        String site = "friends";
        Client client = site(site);
        assertThat(people(client, "u1").path("strategy").asString()).isEqualTo("none");
        assertThat(people(client, "u1").path("reason").asString()).isNotEmpty();
        store(
                client,
                List.of(
                        follow(site, "u1", "u5"),
                        follow(site, "u1", "u9"),
                        follow(site, "u5", "u2"),
                        follow(site, "u9", "u2"),
                        follow(site, "u9", "u3"),
                        follow(site, "u9", "u4")));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ids(people(client, "u1"))).containsExactly("u2", "u3", "u4"));
        JsonNode answer = people(client, "u1");
        assertThat(answer.path("strategy").asString()).isEqualTo("people");
        assertThat(answer.path("fallback").asBoolean()).isFalse();
        assertThat(answer.at("/model/name").asString()).isEqualTo("people-ra");
        assertThat(answer.at("/people/0/commonCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/people/0/common").toString()).isEqualTo("[\"u5\",\"u9\"]");

        store(client, List.of(follow(site, "u1", "u2")));
        assertThat(ids(people(client, "u1"))).doesNotContain("u2").contains("u3");
        store(client, List.of(event(site, "dismiss", "u1", null, "u3", 1)));
        assertThat(ids(people(client, "u1"))).doesNotContain("u2", "u3").contains("u4");

        // Said earlier and told later: nothing changes.
        store(client, List.of(event(site, "unfollow", "u1", null, "u2", -1)));
        assertThat(ids(people(client, "u1"))).doesNotContain("u2");
        store(client, List.of(event(site, "unfollow", "u1", null, "u2", 1)));
        assertThat(ids(people(client, "u1"))).contains("u2");

        JsonNode unknown = people(client, "nobody");
        assertThat(unknown.path("strategy").asString()).isEqualTo("popular");
        assertThat(unknown.path("fallback").asBoolean()).isTrue();
        assertThat(ids(unknown)).contains("u5", "u9");
        assertThat(client.get("/v1/users/u1/people?n=1").json().path("people").size()).isEqualTo(1);
        client.get("/v1/users/u1/people?n=101").expectProblem(400, "invalid-parameter");
        client.get("/v1/users/u1/similar?n=x").expectProblem(400, "invalid-parameter");
    }

    @Test
    void whoHasTheSamePeopleIsToldSoUntilTheyChange() throws Exception {
        String site = "tagged";
        Client client = site(site);
        store(
                client,
                List.of(
                        follow(site, "u1", "u5"),
                        follow(site, "u5", "u2"),
                        event(site, "view", "u1", null, "p1", 0),
                        event(site, "view", "u2", null, "p1", 0)));
        client.post("/v1/models/builds", "").expect(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(ids(people(client, "u1"))).containsExactly("u2");
                    assertThat(ids(client.get("/v1/users/u1/similar").json()))
                            .containsExactly("u2");
                });
        Map<String, String> tags = new HashMap<>();
        for (String path : List.of("/v1/users/u1/people", "/v1/users/u1/similar")) {
            String tag = tag(client.get(path).expect(200));
            Client.Reply same = client.send("GET", path, null, Map.of("If-None-Match", tag));
            assertThat(tag(same.expect(304))).isEqualTo(tag);
            assertThat(same.body()).isEmpty();
            tags.put(path, tag);
        }
        store(client, List.of(event(site, "dismiss", "u1", null, "u2", 1)));
        tags.forEach((path, tag) -> {
            Client.Reply other = client.send("GET", path, null, Map.of("If-None-Match", tag));
            assertThat(ids(other.expect(200).json())).doesNotContain("u2");
            assertThat(tag(other)).isNotEqualTo(tag);
        });
    }

    private static String tag(Client.Reply reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void anAnonymousFollowIsTheUsersOnceTheyAreOne() throws Exception {
        String site = "merged";
        Client client = site(site);
        store(
                client,
                List.of(
                        event(site, "follow", null, "a1", "u5", 0),
                        follow(site, "u5", "u2"),
                        follow(site, "u6", "u2")));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ids(people(client, "a1")))
                                .startsWith("u2")
                                .doesNotContain("u5"));
        assertThat(ids(people(client, "nobody"))).doesNotContain("a1");
        store(client, List.of(event(site, "view", "u1", "a1", "p1", 1)));
        assertThat(ids(people(client, "u1"))).startsWith("u2").doesNotContain("u5", "u1");
    }

    @Test
    void peopleOfTheSameTasteAreToldOfAndNoAnonymousOnes() throws Exception {
        String site = "tastes";
        Client client = site(site);
        store(
                client,
                List.of(
                        event(site, "view", "u1", null, "p1", 0),
                        event(site, "view", "u1", null, "p2", 0),
                        event(site, "view", "u2", null, "p1", 0),
                        event(site, "view", null, "a3", "p2", 0),
                        event(site, "page", "u3", "a3", "x", 0),
                        event(site, "view", null, "a4", "p1", 0),
                        event(site, "view", "u5", null, "p9", 0)));
        client.post("/v1/models/builds", "").expect(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode alike = client.get("/v1/users/u1/similar").expect(200).json();
                    assertThat(alike.path("strategy").asString()).isEqualTo("similar");
                    assertThat(ids(alike)).containsExactlyInAnyOrder("u2", "u3");
                    assertThat(alike.at("/people/0/items").size()).isEqualTo(1);
                });
        JsonNode instead = people(client, "u1");
        assertThat(instead.path("strategy").asString()).isEqualTo("similar");
        assertThat(instead.path("fallback").asBoolean()).isTrue();
        assertThat(ids(instead)).containsExactlyInAnyOrder("u2", "u3");
        store(client, List.of(event(site, "dismiss", "u1", null, "u3", 1)));
        assertThat(ids(client.get("/v1/users/u1/similar").json())).containsExactly("u2");
    }

    /**
     * The table is what a recount of the events says, in whatever order and how often they come.
     */
    @Test
    void theTableIsARecountOfTheEvents() throws Exception {
        String site = "recount";
        Client client = site(site);
        Random random = new Random(7);
        List<EnrichedEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String type = List.of("follow", "unfollow", "dismiss").get(random.nextInt(3));
            boolean known = random.nextBoolean();
            events.add(
                    event(
                            site,
                            type,
                            known ? "u" + random.nextInt(3) : null,
                            known ? null : "a" + random.nextInt(2),
                            "u" + random.nextInt(4),
                            random.nextInt(20)));
        }
        List<EnrichedEvent> sent = new ArrayList<>(events);
        sent.addAll(events.subList(0, 70));
        Collections.shuffle(sent, random);
        for (int from = 0; from < sent.size(); from += 9) {
            try (var connection = Servers.broker().newConnection();
                    var channel = connection.createChannel()) {
                channel.basicPublish(
                        "",
                        Queues.ENRICHED,
                        null,
                        EnrichedEnvelope.encode(
                                sent.subList(from, Math.min(sent.size(), from + 9))));
            }
        }
        await().atMost(PATIENCE)
                .until(() -> client.get("/v1/pipeline").json().at("/totals/stored").asInt() == 200);
        String rows =
                """
                SELECT visitor || ' ' || known || ' ' || target_user_id || ' ' || following || ' '
                       || coalesce(followed_at::text, '-') || ' ' || coalesce(dismissed_at::text, '-')
                FROM follow JOIN site USING (site_id) WHERE name = 'recount' ORDER BY 1
                """;
        String recount =
                """
                SELECT visitor || ' ' || known || ' ' || target_user_id || ' '
                       || coalesce((SELECT n.type = 'follow' FROM event n
                                    WHERE n.site_id = e.site_id AND n.visitor = e.visitor AND n.known = e.known
                                          AND n.target_user_id = e.target_user_id AND n.type <> 'dismiss'
                                    ORDER BY n.occurred_at DESC, n.type = 'unfollow' DESC LIMIT 1), false)
                       || ' ' || coalesce((max(occurred_at) FILTER (WHERE type <> 'dismiss'))::text, '-')
                       || ' ' || coalesce((max(occurred_at) FILTER (WHERE type = 'dismiss'))::text, '-')
                FROM event e JOIN site USING (site_id) WHERE name = 'recount'
                GROUP BY e.site_id, visitor, known, target_user_id ORDER BY 1
                """;
        List<String> table = jdbc.sql(rows).query(String.class).list();
        assertThat(table).hasSizeGreaterThan(10);
        assertThat(table).isEqualTo(jdbc.sql(recount).query(String.class).list());
    }
}
