package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.Servers;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
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
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Too much fails, a person looks and closes the circuit. */
@DirtiesContext
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.bootstrap.site=demo",
            "streamwheel.analysis.bootstrap.write-key=write-key-of-the-test",
            "streamwheel.analysis.bootstrap.server-key=server-key-of-the-test"
        })
class ITCircuit {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort private int port;
    @LocalManagementPort private int management;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @Test
    void tooMuchFailsAndAPersonClosesTheCircuit() throws Exception {
        await().atMost(PATIENCE).until(() -> get(port, "/readyz").statusCode() == 200);
        List<TransformResult> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(event("good-" + i, i).receivedAt(Instant.now()).enriched());
        }
        for (int i = 0; i < 25; i++) {
            batch.add(event("bad-" + i, 500 + i).ofSite("of-an-old-backup").enriched());
        }
        for (int i = 0; i < 25; i++) {
            batch.add(event("worse-" + i, 600 + i).ofSite("of-another-one").enriched());
        }
        publish(EnrichedEnvelope.encode(batch));

        await().atMost(PATIENCE).until(() -> get(port, "/readyz").statusCode() == 503);
        assertThat(get(port, "/readyz").body()).doesNotContain("circuit");
        assertThat(get(management, "/actuator/health").body())
                .contains("halted: the circuit is open", "50 of 150 events");
        assertThat(get(management, "/actuator/circuit").body()).contains("\"state\":\"open\"");
        assertThat(pipeline()).contains("\"stored\":100", "\"failed\":0");

        assertThat(post("{\"state\":\"open\"}", "application/json").statusCode()).isEqualTo(400);
        assertThat(post("state=closed", "text/plain").statusCode()).isEqualTo(415);
        assertThat(post("{\"state\":\"closed\"}", "application/json").body())
                .contains("\"state\":\"closed\"");
        await().atMost(PATIENCE).until(() -> pipeline().contains("\"failed\":50"));
        assertThat(pipeline()).contains("\"stored\":100");
        await().atMost(PATIENCE).until(() -> get(port, "/readyz").statusCode() == 200);
    }

    private static void publish(byte[] envelope) throws Exception {
        try (ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        new Broker(Servers.broker(), "test"),
                        Topology.of(Queues.ENRICHED),
                        PublisherSettings.defaults())) {
            publisher.start();
            await().atMost(PATIENCE).until(() -> publisher.state().up());
            publisher.publish(Queues.ENRICHED, envelope).get(10, TimeUnit.SECONDS);
        }
    }

    private String pipeline() throws Exception {
        return send(request(port, "/v1/pipeline")
                        .header("Authorization", "Bearer server-key-of-the-test"))
                .body();
    }

    private HttpResponse<String> get(int at, String path) throws Exception {
        return send(request(at, path));
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return send(
                request(management, "/actuator/circuit")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
