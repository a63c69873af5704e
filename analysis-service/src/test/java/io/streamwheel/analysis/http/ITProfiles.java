package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Who somebody is, from the queue to profile and list. Histories are kept for an hour: what changes
 * them must be noticed and not waited for.
 */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.models.automatic.enabled=false",
            "streamwheel.analysis.serving.refresh=100ms",
            "streamwheel.analysis.serving.history-freshness=1h",
            "streamwheel.analysis.serving.interest-half-life=10s",
            "streamwheel.analysis.admin-key=" + ITProfiles.ADMIN_KEY
        })
class ITProfiles {

    static final String ADMIN_KEY = "admin-key-of-the-test";

    private static final Instant NOON = Instant.now().minus(Duration.ofHours(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort private int port;

    private String site = "";
    private Client client = new Client(0, null);
    private long copies;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    /** Four items of two categories in a site of its own. */
    @BeforeEach
    void open(TestInfo test) {
        site = "s" + Integer.toHexString(test.getDisplayName().hashCode());
        JsonNode made =
                new Client(port, ADMIN_KEY)
                        .post("/v1/sites", "{\"name\":\"" + site + "\"}")
                        .expect(201)
                        .json();
        client = new Client(port, made.path("serverKey").asString());
        for (String item : List.of("tent", "stove")) {
            put(item, "camping");
        }
        for (String item : List.of("novel", "atlas")) {
            put(item, "books");
        }
    }

    private void put(String item, String category) {
        String body = "{\"title\":\"" + item + "\",\"categories\":[\"" + category + "\"]}";
        client.send("PUT", "/v1/items/" + item, body).expect(200);
    }

    /** A view, so many seconds after noon, and waits until it is stored. */
    private void view(@Nullable String user, @Nullable String anonymous, String item, int second)
            throws Exception {
        copies++;
        Instant at = NOON.plusSeconds(second);
        EventFixture view =
                event(site + copies, site.hashCode() * 1000L + copies)
                        .ofSite(site)
                        .by(user, anonymous)
                        .of(item)
                        .originalAt(at)
                        .receivedAt(at);
        try (var connection = Servers.broker().newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish(
                    "", Queues.ENRICHED, null, EnrichedEnvelope.encode(List.of(view.enriched())));
        }
        await().atMost(PATIENCE)
                .until(() ->
                        client.get("/v1/pipeline").json().at("/totals/stored").asInt() == copies);
    }

    private JsonNode profile(String id) {
        return client.get("/v1/users/" + id + "/profile").expect(200).json();
    }

    private List<String> list(String id) {
        return client.get("/v1/users/" + id + "/recommendations?n=10&exclude=seen")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(each -> each.path("itemId").asString())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> recent(JsonNode profile) {
        return profile.path("recentItems")
                .valueStream()
                .map(each -> each.path("itemId").asString())
                .toList();
    }

    private static List<String> interests(JsonNode profile) {
        return profile.path("interests")
                .valueStream()
                .map(each -> each.path("category").asString())
                .toList();
    }

    @Test
    void whatAnAnonymousVisitorDidIsTheUsersFromTheLinkOnBackwards() throws Exception {
        view(null, "phone", "tent", 0);
        view("ann", null, "novel", 10);
        assertThat(profile("phone").path("userId").isNull()).isTrue();
        assertThat(recent(profile("ann"))).containsExactly("novel");
        assertThat(list("ann")).contains("tent");
        assertThat(list("phone")).contains("novel");

        view("ann", "phone", "stove", 20);
        for (String id : List.of("ann", "phone")) {
            JsonNode profile = profile(id);
            assertThat(profile.path("userId").asString()).isEqualTo("ann");
            assertThat(texts(profile.path("anonymousIds"))).containsExactly("phone");
            assertThat(profile.at("/events/view").asInt()).isEqualTo(3);
            assertThat(Instant.parse(profile.path("firstSeen").asString()))
                    .isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
            assertThat(recent(profile)).containsExactly("stove", "novel", "tent");
            assertThat(interests(profile)).containsExactly("camping", "books");
            assertThat(profile.at("/interests/0/weight").asDouble())
                    .as("a half-life of 10 s: (1 + 1/4) of (1 + 1/2 + 1/4)")
                    .isCloseTo(1.25 / 1.75, within(1e-5));
            assertThat(list(id)).containsExactly("atlas");
        }
        view(null, "phone", "atlas", 30);
        assertThat(recent(profile("ann"))).startsWith("atlas");
        assertThat(list("ann")).isEmpty();
    }

    @Test
    void twoPeopleOnOneDeviceAreNotFused() throws Exception {
        view("ann", "tablet", "tent", 0);
        view(null, "tablet", "stove", 10);
        assertThat(recent(profile("ann"))).containsExactly("stove", "tent");
        assertThat(list("ann")).containsExactlyInAnyOrder("novel", "atlas");

        view("ben", "tablet", "novel", 20);
        // What was done without a name is whoever's the device was last; what was done under a
        // name stays with that name.
        JsonNode ann = profile("ann");
        assertThat(ann.path("userId").asString()).isEqualTo("ann");
        assertThat(ann.path("anonymousIds")).isEmpty();
        assertThat(ann.at("/events/view").asInt()).isEqualTo(1);
        assertThat(recent(ann)).containsExactly("tent");
        assertThat(interests(ann)).containsExactly("camping");
        assertThat(list("ann")).containsExactlyInAnyOrder("stove", "novel", "atlas");
        JsonNode ben = profile("ben");
        assertThat(texts(ben.path("anonymousIds"))).containsExactly("tablet");
        assertThat(recent(ben)).containsExactly("novel", "stove").doesNotContain("tent");
        assertThat(list("ben")).containsExactlyInAnyOrder("tent", "atlas");
        assertThat(profile("tablet").path("userId").asString()).isEqualTo("ben");

        // An older link that comes late changes nothing.
        view("ann", "tablet", "atlas", 5);
        assertThat(recent(profile("ann"))).containsExactly("atlas", "tent");
        assertThat(profile("tablet").path("userId").asString()).isEqualTo("ben");
        assertThat(list("ben")).containsExactlyInAnyOrder("tent", "atlas");
    }
}
