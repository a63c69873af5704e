package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each field of each dialect becomes, by the lines of {@code mapping.jsonl}: an event, what
 * the request shares with it, and what must be there of the enriched event, or the reason of its
 * dead letter. All are received at 2026-11-22T09:00:00Z.
 */
class MappingTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    record Line(String name, JsonNode written) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Line> lines() throws IOException {
        try (InputStream in = MappingTest.class.getResourceAsStream("mapping.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(JSON::readTree)
                            .map(line -> new Line(line.path("name").stringValue(), line))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void anEventBecomesWhatItsDialectSays(Line line) throws Exception {
        RecordingPublisher publisher = new RecordingPublisher();
        pipeline(publisher)
                .handle(
                        List.of(
                                new Delivery(
                                        Queues.COLLECTED,
                                        CollectedEnvelope.encode(List.of(collected(line.written))),
                                        false)));

        if (line.written.has("reason")) {
            assertThat(publisher.results()).isEmpty();
            assertThat(publisher.deadLetters().getFirst().reason())
                    .isEqualTo(line.written.path("reason").stringValue());
            return;
        }
        assertThat(publisher.deadLetters()).isEmpty();
        ObjectNode told = told((EnrichedEvent) publisher.results().getFirst());
        assertThat(line.written.path("expect").propertyNames()).isNotEmpty();
        for (Map.Entry<String, JsonNode> expected : line.written.path("expect").properties()) {
            assertThat(told.path(expected.getKey()))
                    .describedAs(expected.getKey())
                    .isEqualTo(expected.getValue());
        }
    }

    private static CollectedEvent collected(JsonNode line) {
        return new CollectedEvent(
                "demo",
                "e1",
                1,
                RECEIVED,
                line.has("sentAt") ? Instant.parse(line.path("sentAt").stringValue()) : null,
                Dialect.ofSlug(line.path("dialect").stringValue()),
                line.has("shared") ? Payload.of(line.path("shared").toString()) : null,
                Payload.of(line.path("event").toString()));
    }

    private static ObjectNode told(EnrichedEvent event) {
        ObjectNode told = JSON.createObjectNode();
        told.put("type", event.type());
        told.put("userId", event.userId());
        told.put("anonymousId", event.anonymousId());
        told.put("sessionId", event.sessionId());
        told.put("recommendationId", event.recommendationId());
        told.put("targetUserId", event.targetUserId());
        told.put("originalAt", event.originalAt().toString());
        told.put("occurredAt", event.occurredAt().toString());
        ArrayNode interactions = told.putArray("interactions");
        for (Interaction each : event.interactions()) {
            ObjectNode interaction = interactions.addObject();
            interaction.put("position", each.position());
            interaction.put("type", each.type()).put("itemId", each.itemId());
            put(interaction, "value", each.value());
        }
        ArrayNode facts = told.putArray("facts");
        event.facts().forEach(each -> put(facts.addObject(), each));
        return told;
    }

    private static void put(ObjectNode told, ItemFacts facts) {
        told.put("itemId", facts.itemId());
        put(told, "title", facts.title());
        put(told, "categories", facts.categories());
        put(told, "url", facts.url());
        put(told, "imageUrl", facts.imageUrl());
        put(told, "price", facts.price());
        put(told, "currency", facts.currency());
        ObjectNode properties = told.putObject("properties");
        facts.properties()
                .forEach((name, json) -> properties.set(name, JSON.readTree(json.toText())));
    }

    private static void put(ObjectNode told, String name, @Nullable Object value) {
        if (value != null) {
            told.set(name, JSON.valueToTree(value));
        }
    }

    private static TransformPipeline pipeline(RecordingPublisher publisher) {
        Clock clock = Clock.fixed(RECEIVED, ZoneOffset.UTC);
        return new TransformPipeline(
                new EventDecoder(EventNames.standard()),
                new DuplicateSieve(100, Duration.ofHours(1), clock),
                publisher,
                new EnvelopeLimits(100, 1 << 20),
                new TransformMetrics() {
                    @Override
                    public void handled(BatchTally tally) {}

                    @Override
                    public void retried() {}
                },
                new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), clock),
                _ -> {},
                clock);
    }
}
