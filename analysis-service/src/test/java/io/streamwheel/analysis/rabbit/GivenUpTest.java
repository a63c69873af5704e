package io.streamwheel.analysis.rabbit;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.NewerEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenUpTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NOW = RECEIVED.plusSeconds(60);

    private static List<FailedEvent> failures(byte[] message) throws NewerEnvelopeException {
        return GivenUp.failures(new Delivery(Queues.FAILED, message, false, null), NOW);
    }

    @Test
    void eachCollectedEventIsOneFailureThatCanBeSentAgain() throws Exception {
        CollectedEvent first =
                new CollectedEvent("demo", "e1", 11, RECEIVED, null, Payload.of("{\"a\":1}"));
        CollectedEvent second =
                new CollectedEvent(
                        "demo",
                        "e2",
                        12,
                        RECEIVED,
                        RECEIVED.minusSeconds(9),
                        Dialect.SEGMENT,
                        Payload.of("{\"context\":{}}"),
                        Payload.of("{\"b\":2}"),
                        77L);
        List<FailedEvent> failures = failures(CollectedEnvelope.encode(List.of(first, second)));
        assertThat(failures).extracting(FailedEvent::id).containsExactly("e1", "e2");
        assertThat(failures).extracting(FailedEvent::copyId).containsExactly(11L, 12L);
        assertThat(failures).extracting(FailedEvent::stage).containsOnly(Stage.TRANSFORM);
        assertThat(failures).extracting(FailedEvent::reason).containsOnly("dead-lettered");
        assertThat(failures).extracting(FailedEvent::receivedAt).containsOnly(RECEIVED);
        assertThat(failures).extracting(FailedEvent::failedAt).containsOnly(NOW);
        assertThat(failures.getFirst().payload()).isEqualTo(first.payload());
        assertThat(failures.getLast().origin()).isEqualTo(second.origin());
    }

    @Test
    void eventsBeforeTheStoreFailThere() throws Exception {
        EnrichedEvent stored = event("e1", 21).receivedAt(RECEIVED).enriched();
        DroppedEvent dropped =
                new DroppedEvent(
                        "demo", "e2", 22, RECEIVED, DroppedEvent.Fate.FILTERED, "bot", 78L);
        List<FailedEvent> failures = failures(EnrichedEnvelope.encode(List.of(stored, dropped)));
        assertThat(failures).extracting(FailedEvent::id).containsExactly("e1", "e2");
        assertThat(failures).extracting(FailedEvent::copyId).containsExactly(21L, 22L);
        assertThat(failures).extracting(FailedEvent::stage).containsOnly(Stage.ANALYSIS);
        assertThat(failures.getFirst().payload()).isEqualTo(stored.payload());
        assertThat(failures.getLast().payload().size()).isZero();
        assertThat(failures.getLast().origin().replayOf()).isEqualTo(78L);
    }

    @Test
    void strangersMessageIsOneFailureOfNobody() throws Exception {
        List<FailedEvent> failures = failures("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().site()).isNull();
        assertThat(failures.getFirst().id()).isNull();
        assertThat(failures.getFirst().payload().toText()).isEqualTo("hello");
        assertThat(failures.getFirst().reason()).isEqualTo("dead-lettered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"collected\":2,\"events\":[]}", "{\"enriched\":2,\"events\":[]}"})
    void whatANewerProgramWroteIsLeftToOne(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(NewerEnvelopeException.class).isThrownBy(() -> failures(bytes));
        assertThat(FailedMessages.isReadable(bytes)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"collected\":1,\"events\":[]}",
                "{\"enriched\":1,\"events\":[]}",
                "{\"failed\":1,\"events\":[]}",
                "hello"
            })
    void whatThisProgramKnowsIsReadable(String message) {
        assertThat(FailedMessages.isReadable(message.getBytes(StandardCharsets.UTF_8))).isTrue();
    }
}
