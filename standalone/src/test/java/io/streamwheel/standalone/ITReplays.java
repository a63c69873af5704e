package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Events of other SDKs that fail in one stage or the other are repaired and become what they would
 * have been, through all three services.
 */
class ITReplays {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SNOWPLOW = "/com.snowplowanalytics.snowplow/tp2";

    @TempDir(cleanup = CleanupMode.NEVER) // the log of the process lies there
    private static Path directory;

    private static TestDatabase database;
    private static Streamwheel streamwheel;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
        database = Servers.newDatabase();
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.putAll(database.properties());
        Map<String, String> environment = new HashMap<>();
        for (String service : List.of("INGEST", "TRANSFORM", "ANALYSIS")) {
            environment.put("STREAMWHEEL_" + service + "_PORT", "0");
            environment.put("STREAMWHEEL_" + service + "_MANAGEMENT_PORT", "0");
        }
        Path data = Files.createDirectory(directory.resolve("data"));
        Logs.begin(data.resolve("logs")); // three contexts at once must not each make theirs
        CommandLine commandLine = CommandLine.parse(List.of("run", "--data-dir", data.toString()));
        streamwheel =
                Streamwheel.start(
                        new Settings(commandLine, environment, properties),
                        DataDirectory.open(commandLine.dataDirectory()),
                        null);
        site = new Site(streamwheel.door());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        site.get("/readyz").status() == 200
                                && site.collect(List.of()).status() != 503);
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
        streamwheel.close();
    }

    @Test
    void eventsOfOtherDialectsAreRepairedAndReplayed() throws Exception {
        aSegmentCallWithoutAVisitorIsEdited();
        whatTheDatabaseRefusedIsReplayedByAJob();
        assertThat(totals()).isEqualTo(List.of(4, 0, 0, 0));
        assertThat(site.get("/v1/failed-events").body().path("items")).isEmpty();
        assertThat(
                        site.get("/v1/failed-events/audit")
                                .body()
                                .path("items")
                                .valueStream()
                                .map(deed -> deed.path("deed").asString()))
                .containsExactly("replay-many", "edited-replay");
    }

    private static void aSegmentCallWithoutAVisitorIsEdited() throws Exception {
        String order =
                "'type':'track','event':'Order Completed','messageId':'seg-1',"
                        + "'timestamp':'2026-11-22T10:00:00.000Z','properties':{'products':["
                        + "{'product_id':'p1','quantity':2},{'product_id':'p2'}]}";
        collect(
                "/v1/batch",
                "{'sentAt':'2026-11-22T10:00:05.000Z','context':{'locale':'de'},'batch':[{"
                        + order
                        + "}]}");
        JsonNode failed = onlyFailure();
        assertThat(failed.path("stage").asString()).isEqualTo("transform");
        assertThat(failed.path("reason").asString()).isEqualTo("missing-field");
        assertThat(site.get("/v1/events/seg-1").body().path("status").asString())
                .isEqualTo("failed");

        String replay = "/v1/failed-events/" + failed.path("id").asString() + "/replay";
        Site.Answer other = site.post(replay, json("{'payload':{'messageId':'seg-2'}}"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/payload/messageId");
        assertThat(site.post(replay, json("{'payload':{" + order + ",'userId':'anna'}}")).status())
                .isEqualTo(202);

        awaitStored("seg-1");
        assertThat(interactionsOf("seg-1")).containsExactly("purchase p1 2.0", "purchase p2 1.0");
        JsonNode found = site.get("/v1/events/seg-1").body();
        assertThat(Instant.parse(found.path("occurredAt").asString()))
                .isEqualTo(Instant.parse(found.path("receivedAt").asString()).minusSeconds(5));
        assertThat(
                        sql(
                                "SELECT payload->'context'->>'locale' FROM v_event WHERE event_id = 'seg-1'"))
                .containsExactly("de");
    }

    private static void whatTheDatabaseRefusedIsReplayedByAJob() throws Exception {
        sql("ALTER TABLE event ADD CONSTRAINT refusal CHECK (visitor <> 'berta'); SELECT 1");
        collect(
                "/v1/batch",
                "{'sentAt':'2026-11-22T10:00:09.000Z','batch':[{'type':'track','event':'Product Viewed',"
                        + "'messageId':'seg-3','userId':'berta','timestamp':'2026-11-22T10:00:00.000Z',"
                        + "'properties':{'product_id':'p3'}}]}");
        String snowplowId = "5f0c1f2e-8f5a-4b7a-9d55-0123456789ab";
        collect(
                SNOWPLOW,
                "{'schema':'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4','data':[{"
                        + "'e':'ti','p':'web','tv':'js-4','uid':'berta','eid':'"
                        + snowplowId
                        + "','ti_id':'o1','ti_sk':'p4','ti_qu':'3','ti_pr':'9.5','dtm':'1763805600000'}]}");
        collect(
                "/v1/events",
                "{'id':'n-1','type':'view','userId':'berta','itemId':'p5',"
                        + "'timestamp':'2026-11-22T10:00:00Z'}");
        await().atMost(PATIENCE).until(() -> totals().equals(List.of(1, 0, 0, 3)));
        JsonNode group = site.get("/v1/failed-events/reasons").body().path("items").get(0);
        assertThat(group.path("stage").asString()).isEqualTo("analysis");
        assertThat(group.path("count").asInt()).isEqualTo(3);
        sql("ALTER TABLE event DROP CONSTRAINT refusal; SELECT 1");

        Site.Answer job =
                site.post(
                        "/v1/failed-events/replay",
                        json("{'stage':'analysis','reason':'data','ratePerSecond':50}"));
        assertThat(job.status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> totals().equals(List.of(4, 0, 0, 0)));
        String address = "/v1/failed-events/replays/" + job.body().path("id").asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode now = site.get(address).body();
                    assertThat(now.path("state").asString()).isEqualTo("finished");
                    assertThat(now.path("sent").asInt()).isEqualTo(3);
                    assertThat(now.path("resolved").asInt()).isEqualTo(3);
                    assertThat(now.path("failedAgain").asInt()).isZero();
                });
        assertThat(interactionsOf("seg-3")).containsExactly("view p3 null");
        JsonNode found = site.get("/v1/events/seg-3").body();
        assertThat(Instant.parse(found.path("occurredAt").asString()))
                .isEqualTo(Instant.parse(found.path("receivedAt").asString()).minusSeconds(9));
        assertThat(interactionsOf(snowplowId)).containsExactly("purchase p4 3.0");
        assertThat(interactionsOf("n-1")).containsExactly("view p5 null");
    }

    private static void collect(String path, String body) throws Exception {
        assertThat(site.collectAt(path, json(body)).status()).isIn(200, 202);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static JsonNode onlyFailure() {
        await().atMost(PATIENCE)
                .until(() -> site.get("/v1/failed-events").body().path("items").size() == 1);
        try {
            return site.get("/v1/failed-events").body().path("items").get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitStored(String id) {
        await().atMost(PATIENCE)
                .until(() ->
                        site.get("/v1/events/" + id)
                                .body()
                                .path("status")
                                .asString("")
                                .equals("stored"));
    }

    private static List<Integer> totals() throws Exception {
        JsonNode totals = site.get("/v1/pipeline").body().path("totals");
        return Stream.of("stored", "duplicates", "filtered", "failed")
                .map(fate -> totals.path(fate).asInt(-1))
                .toList();
    }

    private static List<String> interactionsOf(String eventId) throws SQLException {
        return sql(
                "SELECT concat_ws(' ', i.type, i.item_id, coalesce(i.value::text, 'null'))"
                        + " FROM interaction i JOIN event e USING (event_key) WHERE e.event_id = '"
                        + eventId
                        + "' ORDER BY position",
                true);
    }

    private static List<String> sql(String text) throws SQLException {
        return sql(text, false);
    }

    /** The first column; of numbers with one decimal at least, as Java writes them. */
    private static List<String> sql(String text, boolean numbers) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(text);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            List<String> found = new ArrayList<>();
            try (ResultSet answer = statement.getResultSet()) {
                while (answer.next()) {
                    String value = answer.getString(1);
                    found.add(numbers ? value.replaceAll("( [0-9]+)$", "$1.0") : value);
                }
            }
            return found;
        }
    }
}
