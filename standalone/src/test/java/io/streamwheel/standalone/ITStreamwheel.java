package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.testkit.Servers;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The product, from outside: events in, recommendations out, and all of it there after a restart.
 */
class ITStreamwheel {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FROM_KEY_TO_DOOR = Duration.ofSeconds(5);
    private static final List<Map<String, Object>> ONE_EVENT =
            List.of(Site.event("key-1", "view", "somebody", "tent"));
    private static final int CAMPERS = 30;
    private static final int BARISTAS = 30;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Object> properties = new HashMap<>();
    private Path data = Path.of("");
    private @Nullable Streamwheel streamwheel;

    @BeforeEach
    void chooseServers() throws Exception {
        // A database that gives up the rights of root must be able to enter.
        data = Files.createTempDirectory("streamwheel-it-");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String service : List.of("INGEST", "TRANSFORM", "ANALYSIS")) {
            environment.put("STREAMWHEEL_" + service + "_PORT", "0");
            environment.put("STREAMWHEEL_" + service + "_MANAGEMENT_PORT", "0");
        }
        if (System.getenv("SPRING_RABBITMQ_HOST") != null) {
            properties.putAll(Servers.brokerProperties());
        }
        if (System.getenv("SPRING_DATASOURCE_URL") != null) {
            properties.putAll(Servers.newDatabase().properties());
        }
        Logs.begin(data.resolve("logs"));
    }

    @AfterEach
    void stopAndForget() throws Exception {
        if (streamwheel != null) {
            streamwheel.close();
        }
        Files.walkFileTree(data, new Deletion());
    }

    @Test
    void eventsBecomeRecommendationsAndSurviveARestart() throws Exception {
        List<Map<String, Object>> events = eventsOfTwoCrowds();
        JsonNode totals;
        String version;
        try (Site site = new Site(start())) {
            awaitReady(site);
            assertThat(DriverManager.getLoginTimeout())
                    .describedAs("is for every driver, the broker's store included")
                    .isZero();
            assertThat(site.page().statusCode()).isEqualTo(200);
            assertThat(site.page().body()).contains("Log in to the console");
            assertThat(site.collect(events.subList(0, 1), "a-key-that-nobody-has").status())
                    .isEqualTo(401);
            assertThat(site.get("/v1/pipeline", "a-key-that-nobody-has").status()).isEqualTo(401);

            post(site, events);
            post(site, events.subList(0, 20));
            totals = awaitTotals(site, events.size(), 20);

            build(site);
            Site.Answer similar = site.get("/v1/items/tent/similar");
            assertThat(similar.itemIds()).contains("sleeping-bag").doesNotContain("grinder");
            Site.Answer personal = site.get("/v1/users/camper-half/recommendations?exclude=seen");
            assertThat(personal.body().path("strategy").asString()).isEqualTo("personal");
            assertThat(personal.itemIds().getFirst()).isIn("sleeping-bag", "stove", "mat");
            assertThat(site.get("/v1/items/popular").itemIds()).contains("tent", "grinder");
            assertThat(
                            site.get("/v1/users/nobody/recommendations")
                                    .body()
                                    .path("fallback")
                                    .booleanValue())
                    .isTrue();

            aClickMovesTheNextAnswer(site);
            totals = awaitTotals(site, events.size() + 2, 20);
            version = personal.body().path("model").path("version").asString();
            assertThat(version).isNotEmpty();
        }
        stop();

        try (Site site = new Site(start())) {
            awaitReady(site);
            assertThat(site.get("/v1/pipeline").body().path("totals")).isEqualTo(totals);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(
                                            site.get("/v1/users/camper-half/recommendations")
                                                    .body()
                                                    .path("strategy")
                                                    .asString())
                                    .isEqualTo("personal"));
            post(site, events.subList(0, 10));
            awaitTotals(site, events.size() + 2, 30);
            assertThat(site.get("/v1/events/" + events.getFirst().get("id")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aKeyThatIsMadeOrRevokedIsKnownAtTheDoorWithinFiveSeconds() throws Exception {
        try (Site site = new Site(start())) {
            awaitReady(site);
            JsonNode made = site.post("/v1/keys", "{\"kind\":\"write\"}").body();
            String key = made.path("key").asString();
            await().atMost(FROM_KEY_TO_DOOR)
                    .until(() -> site.collect(ONE_EVENT, key).status() == 202);

            assertThat(site.delete("/v1/keys/" + made.path("id").asString()).status())
                    .isEqualTo(204);
            await().atMost(FROM_KEY_TO_DOOR)
                    .until(() -> site.collect(ONE_EVENT, key).status() == 401);
            assertThat(site.collect(ONE_EVENT).status()).isEqualTo(202);
        }
    }

    /**
     * Campers look at all of their things, baristas at all of theirs; one camper only at a tent.
     */
    private static List<Map<String, Object>> eventsOfTwoCrowds() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < CAMPERS; i++) {
            for (String item : List.of("tent", "sleeping-bag", "stove", "mat")) {
                events.add(Site.event("c-" + i + "-" + item, "view", "camper-" + i, item));
            }
        }
        for (int i = 0; i < BARISTAS; i++) {
            for (String item : List.of("grinder", "kettle", "beans", "scale")) {
                events.add(Site.event("b-" + i + "-" + item, "view", "barista-" + i, item));
            }
        }
        events.add(Site.event("half-1", "view", "camper-half", "tent"));
        return events;
    }

    private static void aClickMovesTheNextAnswer(Site site) throws Exception {
        post(site, List.of(Site.event("new-1", "click", "newcomer", "tent")));
        awaitStored(site, "new-1");
        List<String> before = firstThree(site, "newcomer");
        assertThat(before).containsExactlyInAnyOrder("sleeping-bag", "stove", "mat");
        post(site, List.of(Site.event("new-2", "click", "newcomer", "grinder")));
        awaitStored(site, "new-2");
        List<String> after = firstThree(site, "newcomer");
        assertThat(after).containsAnyOf("kettle", "beans", "scale");
    }

    /** What stands after them is filled up with what is popular. */
    private static List<String> firstThree(Site site, String visitor) throws Exception {
        return site.get("/v1/users/" + visitor + "/recommendations?n=3").itemIds();
    }

    private static void post(Site site, List<Map<String, Object>> events) throws Exception {
        Site.Answer answer = site.collect(events);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(events.size());
    }

    private static void awaitReady(Site site) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        site.get("/readyz").status() == 200
                                && site.collect(List.of()).status() != 503);
    }

    private static void awaitStored(Site site, String eventId) {
        await().atMost(PATIENCE).until(() -> site.get("/v1/events/" + eventId).status() == 200);
    }

    private static JsonNode awaitTotals(Site site, int stored, int duplicates) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode now = site.get("/v1/pipeline").body().path("totals");
                    assertThat(
                                    Stream.of("stored", "duplicates", "filtered", "failed")
                                            .map(fate -> now.path(fate).asInt(-1)))
                            .containsExactly(stored, duplicates, 0, 0);
                });
        try {
            return site.get("/v1/pipeline").body().path("totals");
        } catch (Exception problem) {
            throw new AssertionError(problem);
        }
    }

    /** One that knows all events: what began by itself meanwhile may not. */
    private static void build(Site site) throws Exception {
        await().atMost(PATIENCE)
                .until(() ->
                        !site.get("/v1/models/builds").body().toString().contains("\"running\""));
        String id = site.post("/v1/models/builds").body().path("id").asString();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(site.get("/v1/models/builds/" + id).body().path("state"))
                                .hasToString("\"succeeded\""));
        await().atMost(PATIENCE)
                .until(() ->
                        site.get("/v1/items/tent/similar")
                                .body()
                                .path("model")
                                .path("version")
                                .asString("")
                                .equals(id));
    }

    private io.streamwheel.standalone.demo.Door start() throws Exception {
        CommandLine commandLine =
                CommandLine.parse(List.of("run", "--data-dir", data.resolve("data").toString()));
        DataDirectory directory = DataDirectory.open(commandLine.dataDirectory());
        streamwheel =
                Streamwheel.start(
                        new Settings(commandLine, environment, properties), directory, null);
        return streamwheel.door();
    }

    private void stop() throws Exception {
        if (streamwheel != null) {
            streamwheel.close();
            streamwheel = null;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, @Nullable IOException problem)
                throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
        }
    }
}
