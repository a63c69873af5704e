package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.chance.AnyJson;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Mutation;
import io.streamwheel.testkit.chance.Tries;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import io.streamwheel.transform.validation.StorableText;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events of every dialect, good, odd and damaged, through the whole stage. */
class PipelineChanceTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(RECEIVED.plusSeconds(5), ZoneOffset.UTC);
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** What the stage sent of a batch. */
    private record Sent(List<TransformResult> results, List<FailedEvent> letters) {}

    @Test
    void everyEventEndsAsOneThingAndAsTheSameThingAgain() {
        Tries.check(chance -> {
            List<CollectedEvent> events = new ArrayList<>();
            int count = chance.between(1, 4);
            for (int i = 0; i < count; i++) {
                events.add(event(i, chance));
            }
            Sent sent = handled(events);

            List<Long> copies =
                    Stream.concat(
                                    sent.results.stream().map(TransformResult::copyId),
                                    sent.letters.stream().map(FailedEvent::copyId))
                            .toList();
            assertThat(copies)
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(CollectedEvent::copyId).toList());
            assertThat(sent.letters)
                    .extracting(FailedEvent::reason)
                    .doesNotContain(
                            FailureReason.UNMAPPABLE.slug(), FailureReason.NOT_AN_ENVELOPE.slug());
            sent.results.forEach(PipelineChanceTest::isSound);
            sent.letters.forEach(PipelineChanceTest::isSound);
            assertThat(handled(events)).isEqualTo(sent);
        });
    }

    @Test
    void decodersRefuseWhatTheyCannotRead() {
        EventDecoder decoder = new EventDecoder(EventNames.standard());
        Tries.check(chance -> {
            CollectedEvent event = event(0, chance);
            byte[] bytes =
                    chance.oneIn(5)
                            ? chance.bytes(60)
                            : Mutation.of(event.payload().toByteArray(), chance);
            CollectedEvent damaged = with(event, Payload.of(bytes));
            Throwable thrown = catchThrowable(() -> decoder.decode(damaged));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(UnusableEventException.class);
            }
        });
    }

    @Test
    void everyProductWithAnIdIsAnInteraction() {
        Tries.check(chance -> {
            List<String> ids = new ArrayList<>();
            StringBuilder products = new StringBuilder("[");
            int count = chance.between(1, 8);
            AnyJson json = new AnyJson(chance, false);
            for (int i = 0; i < count; i++) {
                String name = chance.oneOf("product_id", "sku", "name");
                products.append(i == 0 ? "" : ",").append(json.space());
                products.append("{\"").append(name).append("\":\"i").append(i).append("\"}");
                if (!name.equals("name")) {
                    ids.add(i + " i" + i);
                }
            }
            String name = chance.oneOf("Order Completed", "product list viewed", "CART SHARED");
            Sent sent =
                    handled(
                            List.of(
                                    collected(
                                            0,
                                            Dialect.SEGMENT,
                                            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\""
                                                    + name
                                                    + "\",\"properties\":{\"products\":"
                                                    + products
                                                    + "]}}",
                                            null)));

            EnrichedEvent event = (EnrichedEvent) sent.results.getFirst();
            assertThat(event.interactions())
                    .extracting(each -> each.position() + " " + each.itemId())
                    .isEqualTo(ids);
        });
    }

    private static void isSound(TransformResult result) {
        switch (result) {
            case DroppedEvent dropped ->
                    assertThat(dropped.fate()).isEqualTo(DroppedEvent.Fate.DUPLICATE);
            case EnrichedEvent event -> {
                assertThat(event.occurredAt()).isBeforeOrEqualTo(event.receivedAt());
                stored(event)
                        .forEach(text ->
                                assertThat(StorableText.isStorable(text))
                                        .describedAs(text)
                                        .isTrue());
                Set<Integer> positions = new HashSet<>();
                for (Interaction each : event.interactions()) {
                    assertThat(positions.add(each.position())).isTrue();
                    assertThat(each.itemId()).isNotEmpty();
                }
                for (ItemFacts facts : event.facts()) {
                    facts.properties()
                            .values()
                            .forEach(value ->
                                    assertThat(STRICT.readTree(value.toText()).isValueNode())
                                            .isTrue());
                }
            }
        }
    }

    private static void isSound(FailedEvent letter) {
        Stream.of(letter.site(), letter.id(), letter.reason(), letter.detail())
                .filter(Objects::nonNull)
                .forEach(text -> assertThat(StorableText.isStorable(text)).isTrue());
    }

    /** Whatever becomes a text column, or part of one. */
    private static Stream<String> stored(EnrichedEvent event) {
        Stream<@Nullable String> own =
                Stream.of(
                        event.site(),
                        event.id(),
                        event.type(),
                        event.userId(),
                        event.anonymousId(),
                        event.sessionId(),
                        event.recommendationId(),
                        event.targetUserId());
        Stream<String> interactions =
                event.interactions().stream().flatMap(i -> Stream.of(i.type(), i.itemId()));
        Stream<@Nullable String> facts =
                event.facts().stream()
                        .flatMap(f ->
                                Stream.of(
                                                Stream.of(
                                                        f.itemId(),
                                                        f.title(),
                                                        f.url(),
                                                        f.imageUrl(),
                                                        f.currency()),
                                                f.categories() == null
                                                        ? Stream.<String>of()
                                                        : f.categories().stream(),
                                                f.properties().keySet().stream(),
                                                f.properties().values().stream()
                                                        .map(v ->
                                                                STRICT.readTree(v.toText())
                                                                        .asString()))
                                        .flatMap(each -> each));
        return Stream.of(own, interactions, facts).flatMap(each -> each).filter(Objects::nonNull);
    }

    private static Sent handled(List<CollectedEvent> events) throws Exception {
        RecordingPublisher publisher = new RecordingPublisher();
        TransformPipeline pipeline =
                new TransformPipeline(
                        new EventDecoder(EventNames.standard()),
                        new DuplicateSieve(100, Duration.ofHours(1), CLOCK),
                        publisher,
                        new EnvelopeLimits(100, 1 << 20),
                        new TransformMetrics() {
                            @Override
                            public void handled(BatchTally tally) {}

                            @Override
                            public void retried() {}
                        },
                        new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), CLOCK),
                        _ -> {},
                        CLOCK);
        pipeline.handle(
                List.of(new Delivery(Queues.COLLECTED, CollectedEnvelope.encode(events), false)));
        return new Sent(publisher.results(), publisher.deadLetters());
    }

    private static CollectedEvent event(int number, Chance chance) {
        Dialect dialect = chance.oneOf(Dialect.values());
        String json = AnyEvent.of(dialect, chance);
        if (chance.oneIn(3)) {
            byte[] damaged = Mutation.of(json.getBytes(StandardCharsets.UTF_8), chance);
            json = isJson(damaged) ? new String(damaged, StandardCharsets.UTF_8) : json;
        }
        String shared = chance.oneIn(3) ? new AnyJson(chance, true).object(3) : null;
        if (chance.oneIn(6)) {
            shared = "{\"type\":\"track\",\"anonymousId\":\"a\",\"context\":{\"sessionId\":1}}";
        }
        return collected(number, dialect, json, shared);
    }

    /** The door lets nothing else through. */
    private static boolean isJson(byte[] bytes) {
        try {
            new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            return !STRICT.readTree(bytes).isMissingNode();
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static CollectedEvent collected(
            int number, Dialect dialect, String json, @Nullable String shared) {
        return new CollectedEvent(
                "demo",
                number == 3 ? "e0" : "e" + number,
                number,
                RECEIVED,
                null,
                dialect,
                shared == null ? null : Payload.of(shared),
                Payload.of(json));
    }

    private static CollectedEvent with(CollectedEvent event, Payload payload) {
        return new CollectedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                event.receivedAt(),
                event.sentAt(),
                event.dialect(),
                null,
                payload);
    }
}
