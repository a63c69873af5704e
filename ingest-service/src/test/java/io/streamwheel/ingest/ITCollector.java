package io.streamwheel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.streamwheel.event.CollectedEnvelope;
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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
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
        database = Servers.newDatabase();
        run(
                """
                CREATE TABLE site (
                    site_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL UNIQUE);
                CREATE TABLE api_key (
                    site_id integer NOT NULL REFERENCES site,
                    key_hash bytea NOT NULL UNIQUE,
                    kind text NOT NULL,
                    revoked_at timestamptz);
                INSERT INTO site (name) VALUES ('shop');
                INSERT INTO api_key (site_id, key_hash, kind)
                SELECT site_id, sha256('wk_it'), 'write' FROM site UNION ALL
                SELECT site_id, sha256('wk_going'), 'write' FROM site UNION ALL
                SELECT site_id, sha256('sk_it'), 'server' FROM site;
                DO $$ BEGIN
                    CREATE ROLE streamwheel_ingest NOLOGIN;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $$;
                GRANT SELECT ON site, api_key TO streamwheel_ingest;
                GRANT streamwheel_ingest TO CURRENT_USER;
                """);
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.putAll(database.properties());
        properties.put("streamwheel.ingest.keys.refresh", "50ms");
        collector = collector(properties);
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
        run("UPDATE api_key SET revoked_at = now() WHERE key_hash = sha256('wk_going')");
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
        try (var lonely = collector(properties)) {
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
        try (var brokerless = collector(properties)) {
            await().until(() ->
                    post(brokerless, "wk_nobody", EVENT.formatted("x")).statusCode() == 401);
            assertThat(get(brokerless, "/readyz")).isEqualTo(503);
            HttpResponse<String> answer = post(brokerless, "wk_it", EVENT.formatted("x"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 5L);
            assertThat(answer.body()).contains("/problems/not-confirmed");
        }
    }

    private static ConfigurableApplicationContext collector(Map<String, Object> properties) {
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--spring.config.name=ingest-service");
        arguments.add("--server.port=0");
        arguments.add("--management.server.port=-1");
        return new SpringApplicationBuilder(IngestApplication.class)
                .run(arguments.toArray(String[]::new));
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

    private static HttpRequest.Builder request(
            ConfigurableApplicationContext context, String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** Takes so many events off the queue, and looks that there are no more. */
    private static List<CollectedEvent> queued(int count) throws Exception {
        List<CollectedEvent> events = new ArrayList<>();
        try (Connection connection = Servers.broker().newConnection();
                Channel channel = connection.createChannel()) {
            await().until(() -> {
                GetResponse message = channel.basicGet(Queues.COLLECTED, true);
                if (message != null) {
                    events.addAll(CollectedEnvelope.decode(message.getBody()));
                }
                return message == null && events.size() >= count;
            });
        }
        assertThat(events).hasSize(count);
        return events;
    }

    private static void run(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
