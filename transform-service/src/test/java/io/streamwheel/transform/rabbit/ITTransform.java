package io.streamwheel.transform.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.Servers;
import io.streamwheel.transform.TransformApplication;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transform.micrometer.MicrometerTransformMetrics;
import io.streamwheel.transform.pipeline.EnvelopeLimits;
import io.streamwheel.transform.pipeline.TransformPipeline;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.ConsumerSettings;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ITTransform {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");
    private static final String[] GARBAGE = {"", "{", "hello", "{\"foo\":1}", "<event/>", "\0\1"};

    private final Broker broker = new Broker(Servers.broker(), "test");
    private final Topology topology = Topology.of(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
    private final ConfirmedPublisher publisher =
            new ConfirmedPublisher(broker, topology, PublisherSettings.defaults());
    private QueueReader reader;

    @BeforeEach
    void begin() {
        publisher.start();
        await().atMost(PATIENCE).until(() -> publisher.state().up());
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
        reader = new QueueReader(broker, topology);
    }

    @AfterEach
    void end() {
        reader.close();
        publisher.close();
    }

    @Test
    void everyCopyEndsInExactlyOneFate() throws Exception {
        Map<Long, String> expected = new HashMap<>();
        List<byte[]> messages = messages(expected);

        try (ConfigurableApplicationContext service = startService()) {
            await().atMost(PATIENCE).until(() -> status(service, "/readyz") == 200);
            publish(messages);
            awaitFates(expected.size(), GARBAGE.length);

            assertThat(reader.results.size() + reader.deadLetters.size())
                    .isEqualTo(expected.size() + GARBAGE.length);
            assertThat(fates()).isEqualTo(expected);
            assertThat(reader.deadLetters.stream().filter(letter -> letter.site() == null))
                    .extracting(letter -> letter.payload().toText())
                    .containsExactlyInAnyOrder(GARBAGE);
            MeterRegistry registry = service.getBean(MeterRegistry.class);
            await().atMost(PATIENCE).until(() -> sum(registry, "decoded") == expected.size());
            assertThat(sum(registry, "decoded"))
                    .isEqualTo(
                            sum(registry, "enriched")
                                    + sum(registry, "duplicates")
                                    + sum(registry, "filtered")
                                    + sum(registry, "failed"));
            assertThat(sum(registry, "messages"))
                    .isEqualTo(messages.size())
                    .isEqualTo(
                            sum(registry, "envelopes")
                                    + sum(registry, "strangers")
                                    + sum(registry, "parked"));
        }
    }

    @Test
    void aSingleEventIsThereAtOnce() throws Exception {
        try (ConfigurableApplicationContext service = startService()) {
            await().atMost(PATIENCE).until(() -> status(service, "/readyz") == 200);
            publish(List.of(CollectedEnvelope.encode(List.of(view("alone", 1)))));

            await().atMost(Duration.ofSeconds(5)).until(() -> reader.results.size() == 1);
        }
    }

    @Test
    void aServiceThatDiesBeforeItAcknowledgesLosesAndChangesNothing() throws Exception {
        Map<Long, String> expected = new HashMap<>();
        List<byte[]> messages = messages(expected);
        CountDownLatch published = new CountDownLatch(1);
        TransformPipeline first = pipeline();
        QueueConsumer dying =
                consumer(batch -> {
                    first.handle(batch);
                    published.countDown();
                    throw new IllegalStateException("killed before the acknowledgement");
                });
        publish(messages);
        dying.start();
        assertThat(published.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        dying.close();

        TransformPipeline second = pipeline();
        Set<Boolean> redelivered = ConcurrentHashMap.newKeySet();
        try (QueueConsumer living =
                consumer(batch -> {
                    second.handle(batch);
                    batch.forEach(delivery -> redelivered.add(delivery.redelivered()));
                })) {
            living.start();
            await().atMost(PATIENCE)
                    .until(() -> redelivered.contains(true) && fates().size() == expected.size());
        }

        assertThat(fates()).isEqualTo(expected);
        assertThat(reader.results.size()).isGreaterThan(enrichedOrDropped(expected));
        Map<Long, Set<TransformResult>> byCopy = new HashMap<>();
        for (TransformResult result : reader.results) {
            byCopy.computeIfAbsent(result.copyId(), any -> new HashSet<>()).add(result);
        }
        assertThat(byCopy.values()).allMatch(results -> results.size() == 1);
    }

    /** 60 envelopes of 20 events, bad ones and second copies among them, and strangers between. */
    private static List<byte[]> messages(Map<Long, String> expected) {
        List<byte[]> messages = new ArrayList<>();
        long copyId = 1;
        for (int m = 0; m < 60; m++) {
            List<CollectedEvent> events = new ArrayList<>();
            for (int e = 0; e < 20; e++) {
                String id = "e" + m + "-" + e;
                switch (e) {
                    case 5 -> {
                        events.add(
                                event(id, copyId, "{\"type\":\"view\",\"userId\":\"a\\u0000\"}"));
                        expected.put(copyId++, "nul-in-text");
                    }
                    case 9 -> {
                        events.add(event(id, copyId, "{\"type\":\"follow\",\"userId\":\"u\"}"));
                        expected.put(copyId++, "missing-field");
                    }
                    case 12 -> {
                        events.add(view("e" + m + "-3", copyId));
                        expected.put(copyId++, "DUPLICATE");
                    }
                    default -> {
                        events.add(view(id, copyId));
                        expected.put(copyId++, "enriched");
                    }
                }
            }
            messages.add(CollectedEnvelope.encode(events));
            if (m % 10 == 0) {
                messages.add(GARBAGE[m / 10].getBytes(StandardCharsets.UTF_8));
            }
        }
        return messages;
    }

    private static int enrichedOrDropped(Map<Long, String> expected) {
        return (int)
                expected.values().stream()
                        .filter(fate -> fate.equals("enriched") || fate.equals("DUPLICATE"))
                        .count();
    }

    private static CollectedEvent view(String id, long copyId) {
        return event(
                id,
                copyId,
                "{\"type\":\"view\",\"userId\":\"u1\",\"itemId\":\"p1\",\"item\":{\"title\":\"Tent\"}}");
    }

    private static CollectedEvent event(String id, long copyId, String json) {
        return new CollectedEvent("demo", id, copyId, RECEIVED, null, Payload.of(json));
    }

    private void publish(List<byte[]> messages) throws Exception {
        for (byte[] message : messages) {
            publisher.publish(Queues.COLLECTED, message).get(10, TimeUnit.SECONDS);
        }
    }

    private void awaitFates(int copies, int strangers) {
        await().atMost(PATIENCE)
                .until(() ->
                        reader.results.size() + reader.deadLetters.size() >= copies + strangers);
    }

    /** The fate of every copy that is not a stranger's; fails when a copy has two. */
    private Map<Long, String> fates() {
        Map<Long, String> fates = new HashMap<>();
        for (TransformResult result : reader.results) {
            put(
                    fates,
                    result.copyId(),
                    switch (result) {
                        case EnrichedEvent _ -> "enriched";
                        case DroppedEvent dropped -> dropped.fate().name();
                    });
        }
        for (FailedEvent letter : reader.deadLetters) {
            if (letter.site() != null) {
                put(fates, letter.copyId(), letter.reason());
            }
        }
        return fates;
    }

    private static void put(Map<Long, String> fates, long copyId, String fate) {
        String earlier = fates.put(copyId, fate);
        assertThat(earlier == null || earlier.equals(fate))
                .as("copy %d is %s and %s", copyId, earlier, fate)
                .isTrue();
    }

    private TransformPipeline pipeline() {
        return new TransformPipeline(
                new EventDecoder(EventNames.standard()),
                new DuplicateSieve(1000, Duration.ofHours(24), Clock.systemUTC()),
                publisher::publish,
                new EnvelopeLimits(500, 512 << 10),
                new MicrometerTransformMetrics(
                        new io.micrometer.core.instrument.simple.SimpleMeterRegistry()),
                new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), Clock.systemUTC()),
                parked -> {},
                Clock.systemUTC());
    }

    private QueueConsumer consumer(BatchHandler handler) {
        return new QueueConsumer(
                broker,
                topology,
                new ConsumerSettings(Queues.COLLECTED, 1, 64, 32, Duration.ofMillis(5)),
                handler);
    }

    private static ConfigurableApplicationContext startService() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.config.name=transform-service");
        arguments.add("--server.port=0");
        arguments.add("--management.server.port=0");
        // A single lane: with two, both copies of an id may pass, and the store would decide.
        arguments.add("--streamwheel.transform.concurrency=1");
        Servers.brokerProperties()
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(TransformApplication.class)
                .run(arguments.toArray(String[]::new));
    }

    private static int status(ConfigurableApplicationContext service, String path)
            throws Exception {
        URI address =
                URI.create(
                        "http://127.0.0.1:"
                                + service.getEnvironment().getProperty("local.server.port")
                                + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static double sum(MeterRegistry registry, String name) {
        return registry.find("streamwheel.transform." + name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
