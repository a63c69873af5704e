package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.DroppedEvent.Fate;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitOpenException;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.PublishFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformPipelineTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:05Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private int parked;
    private final TransformPipeline pipeline = pipeline();

    @Test
    void aGoodEventIsEnriched() throws Exception {
        pipeline.handle(List.of(envelope(view("e1", 1))));

        EnrichedEvent event = (EnrichedEvent) publisher.results().getFirst();
        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.copyId()).isEqualTo(1);
        assertThat(event.site()).isEqualTo("demo");
        assertThat(event.receivedAt()).isEqualTo(RECEIVED);
        assertThat(event.interactions()).hasSize(1);
        assertThat(publisher.deadLetters()).isEmpty();
    }

    @Test
    void aPoisonEventFailsWithItsBytesAndItsNeighboursGoOn() throws Exception {
        String poison =
                "{\"type\":\"view\", \"userId\":\"u\",\"itemId\":\"p\",\"item\":{\"title\":\"a\\u0000b\"}}";
        pipeline.handle(List.of(envelope(view("e1", 1), event("e2", 2, poison), view("e3", 3))));

        assertThat(publisher.results()).extracting(TransformResult::id).containsExactly("e1", "e3");
        assertThat(publisher.deadLetters())
                .containsExactly(
                        new FailedEvent(
                                "demo",
                                "e2",
                                2,
                                Stage.TRANSFORM,
                                "nul-in-text",
                                "item.title contains U+0000",
                                RECEIVED,
                                NOW,
                                Payload.of(poison)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "hello",
                "{\"foo\":1}",
                "{\"enriched\":1,\"events\":[]}",
                "{\"collected\":1,\"events\":[{\"site\":\"demo\"}]}",
                "{\"collected\":1,\"events\":[{\"site\":\"demo\",\"id\":\"x\",\"copy\":\"y\"}]}",
                "{\"collected\":1,\"events\":[]} more",
            })
    void aStrangersMessageIsOneDeadLetterAndItsNeighboursGoOn(String body) throws Exception {
        pipeline.handle(List.of(envelope(view("e1", 1)), message(body), envelope(view("e2", 2))));

        assertThat(publisher.results()).extracting(TransformResult::id).containsExactly("e1", "e2");
        FailedEvent letter = publisher.deadLetters().getFirst();
        assertThat(publisher.deadLetters()).hasSize(1);
        assertThat(letter.reason()).isEqualTo("not-an-envelope");
        assertThat(letter.site()).isNull();
        assertThat(letter.id()).isNull();
        assertThat(letter.receivedAt()).isEqualTo(NOW);
        assertThat(letter.payload()).isEqualTo(Payload.of(body));
    }

    @Test
    void bytesOfAnyKindAreKeptAsTheyAre() throws Exception {
        byte[] any = new byte[256];
        IntStream.range(0, 256).forEach(i -> any[i] = (byte) i);
        pipeline.handle(List.of(new Delivery(Queues.COLLECTED, any, false)));

        assertThat(publisher.deadLetters().getFirst().payload().toByteArray()).isEqualTo(any);
    }

    @Test
    void equalMessagesOfAStrangerAreTwoDeadLetters() throws Exception {
        pipeline.handle(List.of(message("{"), message("{")));

        assertThat(publisher.deadLetters())
                .extracting(FailedEvent::copyId)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aStrangersMessageKeepsItsNumberWhenTheBatchIsTriedAgain() throws Exception {
        List<Delivery> batch = List.of(message("{"));
        pipeline.handle(batch);
        pipeline.handle(batch);

        assertThat(publisher.deadLetters().stream().map(FailedEvent::copyId).distinct()).hasSize(1);
    }

    @Test
    void aMessageTooLargeToTravelAgainIsCutAndSaysSo() throws Exception {
        pipeline.handle(List.of(message("x".repeat(DeadLetters.MOST_BYTES + 1))));

        FailedEvent letter = publisher.deadLetters().getFirst();
        assertThat(letter.payload().size()).isEqualTo(DeadLetters.MOST_BYTES);
        assertThat(letter.detail()).contains("cut, it had 8388609 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"collected\":2,\"events\":[]}",
                "{\"collected\":1,\"events\":[{\"site\":\"s\",\"id\":\"i\",\"receivedAt\":5,\"dialect\":\"klingon\",\"event\":{}}]}"
            })
    void whatOnlyANewerProgramCanReadIsParkedAsItCame(String newer) throws Exception {
        pipeline.handle(List.of(message(newer), envelope(view("e1", 1))));

        assertThat(publisher.messages)
                .filteredOn(message -> message.queue().equals("events.collected.parked"))
                .singleElement()
                .extracting(message -> new String(message.body(), StandardCharsets.UTF_8))
                .isEqualTo(newer);
        assertThat(parked).isEqualTo(1);
        assertThat(publisher.deadLetters()).isEmpty();
        assertThat(publisher.results()).hasSize(1);
    }

    @Test
    void aNameThatCannotBeStoredIsLeftToThePayload() throws Exception {
        pipeline.handle(List.of(envelope(view("a\0b", 1))));

        assertThat(publisher.deadLetters().getFirst().id()).isNull();
        assertThat(publisher.deadLetters().getFirst().reason()).isEqualTo("nul-in-text");
    }

    @Test
    void aRetryOfTheClientIsDroppedAndCounted() throws Exception {
        pipeline.handle(List.of(envelope(view("e1", 1))));
        pipeline.handle(List.of(envelope(view("e1", 2))));

        assertThat(publisher.results().get(1))
                .isEqualTo(new DroppedEvent("demo", "e1", 2, RECEIVED, Fate.DUPLICATE, "sieve"));
    }

    @Test
    void ofTwoCopiesInABatchTheFirstPasses() throws Exception {
        pipeline.handle(List.of(envelope(view("e1", 1), view("e1", 2)), envelope(view("e1", 3))));

        assertThat(publisher.results().get(0)).isInstanceOf(EnrichedEvent.class);
        assertThat(publisher.results().subList(1, 3))
                .allMatch(DroppedEvent.class::isInstance)
                .extracting(TransformResult::copyId)
                .containsExactly(2L, 3L);
    }

    @Test
    void aRedeliveredBatchGivesTheSameResults() throws Exception {
        List<Delivery> batch =
                List.of(
                        envelope(view("e1", 1), view("e2", 2), view("e1", 3)),
                        envelope(event("e4", 4, "{}"), view("e2", 5)));
        pipeline.handle(batch);
        List<TransformResult> first = publisher.results();
        List<FailedEvent> firstLetters = publisher.deadLetters();
        publisher.messages.clear();

        pipeline.handle(batch);

        assertThat(publisher.results()).isEqualTo(first);
        assertThat(publisher.deadLetters()).isEqualTo(firstLetters);
    }

    @Test
    void aRestartedServiceGivesTheSameResults() throws Exception {
        List<Delivery> batch = List.of(envelope(view("e1", 1), view("e2", 2), view("e1", 3)));
        pipeline.handle(batch);
        List<TransformResult> first = publisher.results();
        publisher.messages.clear();

        pipeline().handle(batch);

        assertThat(publisher.results()).isEqualTo(first);
    }

    @Test
    void aBatchThatIsNotPublishedLeavesNoMarkInTheSieve() throws Exception {
        publisher.failNext(1);
        assertThatThrownBy(() -> pipeline.handle(List.of(envelope(view("e1", 1)))))
                .isInstanceOf(PublishFailedException.class);
        assertThat(metrics.retried).isEqualTo(1);
        assertThat(metrics.tallies).isEmpty();

        pipeline.handle(List.of(envelope(view("e1", 2))));

        assertThat(publisher.results()).hasSize(1).allMatch(EnrichedEvent.class::isInstance);
    }

    @Test
    void aBatchThatIsPublishedInPartIsTriedAgainWhole() throws Exception {
        List<Delivery> batch =
                List.of(envelope(view("e1", 1)), message("{"), envelope(view("e1", 2)));
        MessagePublisher half =
                (queue, body) -> {
                    if (queue.equals(Queues.FAILED)) {
                        publisher.failNext(1);
                    }
                    return publisher.publish(queue, body);
                };
        assertThatThrownBy(() -> pipeline(half).handle(batch))
                .isInstanceOf(PublishFailedException.class);
        List<TransformResult> first = publisher.results();
        publisher.messages.clear();

        pipeline.handle(batch);

        assertThat(publisher.results()).isEqualTo(first).hasSize(2);
        assertThat(publisher.deadLetters()).hasSize(1);
    }

    @Test
    void anEventThatFailedDoesNotHideItsRepairedCopy() throws Exception {
        pipeline.handle(List.of(envelope(event("e1", 1, "{}"), view("e1", 2))));

        assertThat(publisher.results()).hasSize(1).allMatch(EnrichedEvent.class::isInstance);
        assertThat(publisher.deadLetters()).hasSize(1);
    }

    @Test
    void smallEnvelopesBecomeFewLargeOnes() throws Exception {
        List<Delivery> batch =
                IntStream.range(0, 32)
                        .mapToObj(i ->
                                envelope(
                                        IntStream.range(0, 50)
                                                .mapToObj(j -> view("e" + i + "-" + j, i * 50 + j))
                                                .toArray(CollectedEvent[]::new)))
                        .toList();
        pipeline.handle(batch);

        assertThat(publisher.envelopes()).hasSize(4).allMatch(envelope -> envelope.size() == 400);
        assertThat(publisher.results())
                .extracting(TransformResult::copyId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1600).mapToObj(Long::valueOf).toList());
    }

    @Test
    void anEventThatStumblesTheProgramFailsAndItsNeighboursGoOn() throws Exception {
        StumblingClock stumbling = new StumblingClock();
        TransformPipeline stumblingPipeline = pipeline(publisher, stumbling);
        stumbling.from = 2;
        stumbling.to = 2;

        stumblingPipeline.handle(List.of(envelope(view("e1", 1), view("e2", 2), view("e3", 3))));

        assertThat(publisher.results()).extracting(TransformResult::id).containsExactly("e1", "e3");
        FailedEvent letter = publisher.deadLetters().getFirst();
        assertThat(letter.id()).isEqualTo("e2");
        assertThat(letter.reason()).isEqualTo("unmappable");
        assertThat(letter.detail()).doesNotContain("Exception", "clock");
        assertThat(metrics.tallies.getFirst().failed())
                .isEqualTo(Map.of(FailureReason.UNMAPPABLE, 1));
    }

    @Test
    void tooManyStumblesOpenTheCircuitBeforeAnyOfThemBecomesADeadLetter() {
        StumblingClock stumbling = new StumblingClock();
        TransformPipeline stumblingPipeline = pipeline(publisher, stumbling);
        stumbling.from = 10;
        List<Delivery> batch = List.of(views(30));

        assertThatThrownBy(() -> stumblingPipeline.handle(batch))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageContaining("21 of 30 events");
        assertThat(publisher.messages).isEmpty();
        int calls = stumbling.calls;
        assertThatThrownBy(() -> stumblingPipeline.handle(batch))
                .isInstanceOf(CircuitOpenException.class);
        assertThat(stumbling.calls).as("nothing is done while it is open").isEqualTo(calls);
    }

    @Test
    void strangersInAQuietPipelineBecomeDeadLettersUntilTheyAreTooMany() throws Exception {
        for (int i = 0; i < 19; i++) {
            pipeline.handle(List.of(message("garbage " + i)));
        }
        assertThat(publisher.deadLetters()).hasSize(19);

        assertThatThrownBy(() -> pipeline.handle(List.of(message("one more"))))
                .isInstanceOf(CircuitOpenException.class);
        assertThat(publisher.deadLetters()).hasSize(19);
    }

    @Test
    void noNumberOfBadEventsOfAClientStopsAnybody() throws Exception {
        for (int batch = 0; batch < 20; batch++) {
            CollectedEvent[] hostile = new CollectedEvent[100];
            for (int i = 0; i < hostile.length; i++) {
                long copy = batch * 100L + i;
                String json =
                        switch (i % 6) {
                            case 0 -> "{\"type\":\"view\",\"userId\":\"a\\u0000\"}";
                            case 1 -> "{\"type\":\"view\",\"userId\":\"a\\ud800\"}";
                            case 2 -> "{\"type\":7}";
                            case 3 -> "[]";
                            case 4 -> "{\"type\":\"follow\",\"userId\":\"u\"}";
                            default -> "{}";
                        };
                hostile[i] = event("bad" + copy, copy, json);
            }
            pipeline.handle(List.of(envelope(hostile)));
        }
        pipeline.handle(List.of(envelope(view("good", 9_999))));

        assertThat(publisher.deadLetters()).hasSize(2_000);
        assertThat(publisher.results()).hasSize(1);
    }

    @Test
    void whichReasonsMayBeOurOwnFaultIsDecidedForEach() {
        assertThat(FailureReason.values())
                .filteredOn(FailureReason::isSuspect)
                .containsExactly(FailureReason.NOT_AN_ENVELOPE, FailureReason.UNMAPPABLE);
    }

    private static Delivery views(int count) {
        return envelope(
                IntStream.range(0, count)
                        .mapToObj(i -> view("e" + i, i))
                        .toArray(CollectedEvent[]::new));
    }

    @Test
    void everyEventIsCountedInExactlyOneFate() throws Exception {
        pipeline.handle(
                List.of(
                        envelope(view("e1", 1), view("e2", 2), view("e1", 3)),
                        message("{"),
                        message("{\"collected\":9}"),
                        envelope(event("e4", 4, "{}"), event("e5", 5, "[]")),
                        envelope()));

        BatchTally tally = metrics.tallies.getFirst();
        assertThat(tally)
                .isEqualTo(
                        new BatchTally(
                                5,
                                3,
                                1,
                                5,
                                2,
                                1,
                                0,
                                Map.of(FailureReason.NOT_AN_ENVELOPE, 1),
                                Map.of(
                                        FailureReason.MISSING_FIELD, 1,
                                        FailureReason.MALFORMED_JSON, 1)));
        assertThat(tally.messages())
                .isEqualTo(tally.envelopes() + tally.strangerMessages() + tally.parked());
        assertThat(tally.decoded())
                .isEqualTo(
                        tally.enriched()
                                + tally.duplicates()
                                + tally.filtered()
                                + tally.failedEvents());
        assertThat(
                        Stream.concat(
                                publisher.results().stream().map(TransformResult::copyId),
                                publisher.deadLetters().stream()
                                        .filter(letter -> letter.site() != null)
                                        .map(FailedEvent::copyId)))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void replayIsNoDuplicateForTheSieveWhateverWentBefore() throws Exception {
        pipeline.handle(List.of(envelope(view("e1", 1))));
        pipeline.handle(List.of(envelope(replay("e1", 2), replay("e1", 2))));

        assertThat(publisher.results())
                .extracting(TransformResult::copyId, TransformResult::replayOf)
                .containsExactly(tuple(1L, null), tuple(2L, 42L), tuple(2L, 42L));
        assertThat(publisher.results()).allMatch(EnrichedEvent.class::isInstance);
    }

    @Test
    void deadLetterKnowsWhatAReplayNeeds() throws Exception {
        CollectedEvent foreign =
                new CollectedEvent(
                        "demo",
                        "e1",
                        1,
                        RECEIVED,
                        RECEIVED.minusSeconds(5),
                        Dialect.SEGMENT,
                        Payload.of("{\"type\":\"track\"}"),
                        Payload.of("{\"event\":\"Product Viewed\"}"),
                        42L);
        pipeline.handle(List.of(envelope(foreign)));

        FailedEvent letter = publisher.deadLetters().getFirst();
        assertThat(letter.origin()).isEqualTo(foreign.origin());
        assertThat(letter.payload()).isEqualTo(foreign.payload());
        assertThat(letter.cut()).isFalse();
    }

    private static CollectedEvent replay(String id, long copyId) {
        return new CollectedEvent(
                "demo",
                id,
                copyId,
                RECEIVED,
                null,
                Dialect.NATIVE,
                null,
                view(id, copyId).payload(),
                42L);
    }

    private TransformPipeline pipeline() {
        return pipeline(publisher);
    }

    private TransformPipeline pipeline(MessagePublisher to) {
        return pipeline(to, clock);
    }

    private TransformPipeline pipeline(MessagePublisher to, Clock clockOfTheSieve) {
        return new TransformPipeline(
                new EventDecoder(EventNames.standard()),
                new DuplicateSieve(1000, Duration.ofHours(24), clockOfTheSieve),
                to,
                new EnvelopeLimits(500, 512 << 10),
                metrics,
                new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), clock),
                messages -> parked += messages,
                clock);
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

    private static Delivery envelope(CollectedEvent... events) {
        return new Delivery(Queues.COLLECTED, CollectedEnvelope.encode(List.of(events)), false);
    }

    private static Delivery message(String body) {
        return new Delivery(Queues.COLLECTED, body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static final class RecordingMetrics implements TransformMetrics {

        private final List<BatchTally> tallies = new ArrayList<>();
        private int retried;

        @Override
        public void handled(BatchTally tally) {
            tallies.add(tally);
        }

        @Override
        public void retried() {
            retried++;
        }
    }

    /** A fault of ours that no event can bring about: from a call on, until another. */
    private static final class StumblingClock extends Clock {

        private int from = Integer.MAX_VALUE;
        private int to = Integer.MAX_VALUE;
        private int calls;

        @Override
        public Instant instant() {
            if (from != Integer.MAX_VALUE && ++calls >= from && calls <= to) {
                throw new IllegalStateException("the clock is broken");
            }
            return NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
