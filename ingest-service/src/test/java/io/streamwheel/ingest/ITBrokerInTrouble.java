package io.streamwheel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.testkit.FaultProxy.Direction;
import io.streamwheel.testkit.Servers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The collector, and between it and its broker everything that a network can do. */
class ITBrokerInTrouble {

    private static final String EVENT =
            "{\"id\":\"%s\",\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 300;

    /** What a collector may need more in trouble: a new connection's threads, timers. */
    private static final int FEW_THREADS = 20;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static FaultProxy broker;
    private static ConfigurableApplicationContext collector;

    @BeforeAll
    static void start() throws Exception {
        broker = FaultProxy.of(Servers.broker());
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.put("spring.rabbitmq.host", "127.0.0.1");
        properties.put("spring.rabbitmq.port", broker.port());
        properties.putAll(TestCollector.databaseOfKeys().properties());
        collector = TestCollector.start(properties);
        awaitReady();
        Servers.purge(Queues.COLLECTED);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
        broker.close();
    }

    @Test
    void aFrozenBrokerIsAnsweredForWithinSecondsAndPilesNoThreadsUp() throws Exception {
        assertThat(post("warm").get().statusCode()).isEqualTo(202);
        long threads = threadsOfTheCollector();
        broker.freeze();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(post("frozen-" + i));
        }
        assertThat(threadsOfTheCollector()).isLessThanOrEqualTo(threads + FEW_THREADS);
        for (CompletableFuture<HttpResponse<String>> each : answers) {
            HttpResponse<String> answer = each.get();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        }
        assertThat(threadsOfTheCollector()).isLessThanOrEqualTo(threads + FEW_THREADS);
        broker.heal();
        awaitReady();
        assertThat(post("thawed").get().statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsAnsweredWhileConfirmsGetLostAndConnectionsAreCutIsInTheQueue() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < 12; round++) {
            switch (round % 4) {
                case 0 -> broker.cutAfter(Direction.TO_SERVER, 97L * round + 50);
                case 1 -> broker.cutAfter(Direction.TO_CLIENT, 13L * round);
                case 2 -> broker.drop();
                default -> broker.swallow(Direction.TO_CLIENT);
            }
            for (int i = 0; i < 20; i++) {
                String id = "t-" + round + "-" + i;
                int status = post(id).get().statusCode();
                assertThat(status).isIn(202, 503);
                if (status == 202) {
                    acknowledged.add(id);
                }
                if (status == 503 && round % 4 == 3) {
                    break; // each waits for its time-out
                }
            }
            broker.heal();
            awaitReady();
            String id = "after-" + round;
            assertThat(post(id).get().statusCode()).isEqualTo(202);
            acknowledged.add(id);
        }
        List<CollectedEvent> queued =
                TestCollector.queued(taken -> idsOf(taken).containsAll(acknowledged));
        assertThat(queued.stream().map(CollectedEvent::copyId)).doesNotHaveDuplicates();
    }

    private static Set<String> idsOf(List<CollectedEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(each -> ids.add(each.id()));
        return ids;
    }

    private static void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("/readyz") == 200);
    }

    private static CompletableFuture<HttpResponse<String>> post(String id) {
        return CLIENT.sendAsync(
                request("/v1/events")
                        .header("Authorization", "Bearer wk_it")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(EVENT.formatted(id)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + TestCollector.port(collector) + path))
                .timeout(Duration.ofSeconds(15));
    }

    /** Without those of the client, the embedded servers and the proxy, which share the process. */
    private static long threadsOfTheCollector() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name ->
                        name.startsWith("http-")
                                || name.startsWith("tomcat")
                                || name.startsWith("amqp-")
                                || name.startsWith("publisher")
                                || name.startsWith("group-commit")
                                || name.startsWith("ForkJoinPool"))
                .count();
    }
}
