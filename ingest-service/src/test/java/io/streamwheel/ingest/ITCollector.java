package io.streamwheel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole collector between a real broker and a real database. */
class ITCollector {

    private static final String EVENT =
            "{\"id\":\"%s\",\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static TestDatabase database;
    private static ConfigurableApplicationContext collector;

    @BeforeAll
    static void start() throws SQLException {
        database = TestCollector.databaseOfKeys();
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.putAll(database.properties());
        properties.put("streamwheel.ingest.keys.refresh", "50ms");
        collector = TestCollector.start(properties);
        await().atMost(Duration.ofSeconds(30)).until(() -> get(collector, "/readyz") == 200);
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @BeforeEach
    void empty() {
        Servers.purge(Queues.COLLECTED);
    }

    @Test
    void whatWasAcknowledgedIsInTheQueueWithTheBytesThatCame() throws Exception {
        String event = EVENT.formatted("e1").replace("{", "{ ");
        assertThat(post(collector, "wk_it", event).statusCode()).isEqualTo(202);
        CollectedEvent queued = queued(1).getFirst();
        assertThat(queued.site()).isEqualTo("shop");
        assertThat(queued.id()).isEqualTo("e1");
        assertThat(queued.payload().toText()).isEqualTo(event);
    }

    @Test
    void aLargeBatchArrivesWholeAndOnce() throws Exception {
        String batch =
                IntStream.range(0, 500)
                        .mapToObj(i -> EVENT.formatted("b" + i))
                        .collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = post(collector, "wk_it", batch);
        assertThat(answer.body()).isEqualTo("{\"accepted\":500,\"rejected\":[]}");
        assertThat(queued(500).stream().map(CollectedEvent::id)).doesNotHaveDuplicates();
    }

    @Test
    void onlyWriteKeysOfTheTableOpenTheDoorAndARevokedOneSoonDoesNot() throws Exception {
        assertThat(post(collector, "wk_nobody", EVENT.formatted("x")).statusCode()).isEqualTo(401);
        assertThat(post(collector, "sk_it", EVENT.formatted("x")).statusCode()).isEqualTo(403);
        assertThat(post(collector, "wk_going", EVENT.formatted("x")).statusCode()).isEqualTo(202);
        TestCollector.run(
                database,
                "UPDATE api_key SET revoked_at = now() WHERE key_hash = sha256('wk_going')");
        await().until(() -> post(collector, "wk_going", EVENT.formatted("x")).statusCode() == 401);
    }

    @Test
    void withoutServersItStartsSaysSoAndNeverHangs() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.rabbitmq.host", "127.0.0.1");
        properties.put("spring.rabbitmq.port", nobody);
        properties.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + nobody + "/none");
        try (var lonely = TestCollector.start(properties)) {
            assertThat(get(lonely, "/livez")).isEqualTo(200);
            assertThat(get(lonely, "/readyz")).isEqualTo(503);
            HttpResponse<String> answer = post(lonely, "wk_it", EVENT.formatted("x"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/keys-unknown");
        }
    }

    @Test
    void withoutABrokerNothingIsAcknowledged() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.put("spring.rabbitmq.host", "127.0.0.1");
        properties.put("spring.rabbitmq.port", nobody);
        properties.put("management.server.port", 0);
        try (var brokerless = TestCollector.start(properties)) {
            await().until(() ->
                    post(brokerless, "wk_nobody", EVENT.formatted("x")).statusCode() == 401);
            assertThat(get(brokerless, "/readyz")).isEqualTo(503);
            HttpResponse<String> answer = post(brokerless, "wk_it", EVENT.formatted("x"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 5L);
            assertThat(answer.body()).contains("/problems/not-confirmed");
            assertThat(readiness(brokerless)).contains("\"cause\":", "Connection refused");
        }
    }

    private static HttpResponse<String> post(
            ConfigurableApplicationContext context, String key, String body) throws Exception {
        return CLIENT.send(
                request(context, "/v1/events")
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int get(ConfigurableApplicationContext context, String path) throws Exception {
        return CLIENT.send(request(context, path).build(), BodyHandlers.discarding()).statusCode();
    }

    /** What the management port says, which strangers do not see. */
    private static String readiness(ConfigurableApplicationContext context) throws Exception {
        int port = TestCollector.managementPort(context);
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder request(
            ConfigurableApplicationContext context, String path) {
        int port = TestCollector.port(context);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** Takes so many events off the queue, and looks that there are no more. */
    private static List<CollectedEvent> queued(int count) throws Exception {
        List<CollectedEvent> events = TestCollector.queued(taken -> taken.size() >= count);
        assertThat(events).hasSize(count);
        return events;
    }
}
