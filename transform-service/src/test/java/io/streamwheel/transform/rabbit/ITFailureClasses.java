package io.streamwheel.transform.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.Servers;
import io.streamwheel.transform.TransformApplication;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.QueueDepths;
import io.streamwheel.transport.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the whole service does with each class of failure that a person may have to look at. */
class ITFailureClasses {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PARKED = Queues.parked(Queues.COLLECTED);
    private static final String NEWER = "{\"collected\":2,\"events\":[]}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Broker broker = new Broker(Servers.broker(), "test");
    private final Topology topology =
            Topology.of(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED, PARKED);
    private final ConfirmedPublisher publisher =
            new ConfirmedPublisher(broker, topology, PublisherSettings.defaults());
    private QueueReader reader;

    @BeforeEach
    void begin() {
        publisher.start();
        await().atMost(PATIENCE).until(() -> publisher.state().up());
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED, PARKED);
        reader = new QueueReader(broker, topology);
    }

    @AfterEach
    void end() {
        reader.close();
        publisher.close();
        Servers.purge(PARKED);
        http.close();
    }

    /**
     * The collector may be upgraded first, and its messages are parked until this program is, or
     * this program is, and finds at its start what its older self has parked.
     */
    @Test
    void messagesOfANewerVersionWaitAndThoseOfThisOneComeBack() throws Exception {
        publish(PARKED, envelope("parked-by-an-older-program", 1));
        publish(PARKED, NEWER.getBytes(UTF_8));

        try (ConfigurableApplicationContext service = start()) {
            await().atMost(PATIENCE).until(() -> reader.results.size() == 1);
            publish(Queues.COLLECTED, NEWER.getBytes(UTF_8));
            publish(Queues.COLLECTED, envelope("neighbour", 2));

            await().atMost(PATIENCE).until(() -> reader.results.size() == 2);
            await().atMost(PATIENCE).until(() -> depth(PARKED) == 2);
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 200);
            assertThat(get(service, "management", "/actuator/prometheus").body())
                    .contains("streamwheel_transform_parked_total 1.0");
        }
        assertThat(reader.results)
                .extracting(TransformResult::id)
                .containsExactly("parked-by-an-older-program", "neighbour");
        assertThat(reader.deadLetters).isEmpty();
    }

    @Test
    void tooManyStrangersOpenTheCircuitUntilAPersonClosesIt() throws Exception {
        try (ConfigurableApplicationContext service =
                start("--streamwheel.transform.circuit.minimum=5")) {
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 200);
            for (int i = 0; i < 12; i++) {
                publish(Queues.COLLECTED, ("garbage " + i).getBytes(UTF_8));
            }
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 503);
            assertThat(get(service, "server", "/readyz").body()).doesNotContain("circuit");
            assertThat(get(service, "management", "/actuator/health").body())
                    .contains("halted: the circuit is open");
            assertThat(reader.deadLetters.size()).isLessThan(5);

            HttpResponse<String> closed =
                    send(
                            request(service, "management", "/actuator/circuit")
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"state\":\"closed\"}")));
            assertThat(closed.body()).contains("\"state\":\"closed\"");
            await().atMost(PATIENCE).until(() -> reader.deadLetters.size() >= 12);
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 200);
        }
        assertThat(reader.deadLetters).hasSize(12);
    }

    @Test
    void theTimerLetsAProbeThroughWhateverIsInIt() throws Exception {
        try (ConfigurableApplicationContext service =
                start(
                        "--streamwheel.transform.circuit.minimum=5",
                        "--streamwheel.transform.circuit.pause=1s")) {
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 200);
            for (int i = 0; i < 12; i++) {
                publish(Queues.COLLECTED, ("garbage " + i).getBytes(UTF_8));
            }
            publish(Queues.COLLECTED, envelope("behind", 1));

            await().atMost(PATIENCE).until(() -> reader.results.size() == 1);
            await().atMost(PATIENCE)
                    .until(() -> get(service, "server", "/readyz").statusCode() == 200);
        }
        assertThat(reader.deadLetters).hasSize(12);
    }

    @Test
    void aWrongPasswordIsACauseThatAPersonCanRead() throws Exception {
        try (ConfigurableApplicationContext service = start("--spring.rabbitmq.password=wrong")) {
            await().atMost(PATIENCE)
                    .until(() ->
                            get(service, "management", "/actuator/health")
                                    .body()
                                    .contains("halted: "));
            HttpResponse<String> ready = get(service, "server", "/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).doesNotContain("halted");
        }
    }

    private static byte[] envelope(String id, long copyId) {
        return CollectedEnvelope.encode(
                List.of(
                        new CollectedEvent(
                                "demo",
                                id,
                                copyId,
                                Instant.parse("2026-11-22T09:00:00Z"),
                                null,
                                Payload.of(
                                        "{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}"))));
    }

    private void publish(String queue, byte[] message) throws Exception {
        publisher.publish(queue, message).get(10, TimeUnit.SECONDS);
    }

    private long depth(String queue) {
        try (QueueDepths depths = new QueueDepths(broker, topology)) {
            return depths.read().getOrDefault(queue, -1L);
        }
    }

    private static ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.config.name=transform-service");
        arguments.add("--server.port=0");
        arguments.add("--management.server.port=0");
        arguments.add("--streamwheel.transform.concurrency=1");
        Servers.brokerProperties()
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(TransformApplication.class)
                .run(arguments.toArray(String[]::new));
    }

    private HttpResponse<String> get(
            ConfigurableApplicationContext service, String port, String path) throws Exception {
        return send(request(service, port, path));
    }

    private static HttpRequest.Builder request(
            ConfigurableApplicationContext service, String port, String path) {
        String number = service.getEnvironment().getProperty("local." + port + ".port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
