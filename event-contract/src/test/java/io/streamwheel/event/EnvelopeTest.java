package io.streamwheel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamwheel.event.DroppedEvent.Fate;
import io.streamwheel.event.FailedEvent.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

class EnvelopeTest {

    private static final Instant AT = Instant.parse("2026-11-22T08:50:52.329Z");

    @Test
    void collectedEventsComeBackWithTheirBytes() throws Exception {
        CollectedEvent plain =
                new CollectedEvent(
                        "demo",
                        "e1",
                        -7,
                        AT,
                        null,
                        Payload.of("{\"a\" : [1,\n{\"b\":\"é\\u0000\"}] }"));
        CollectedEvent sent =
                new CollectedEvent(
                        "other \"site\"",
                        "é😀",
                        Long.MAX_VALUE,
                        AT,
                        AT.minusSeconds(3),
                        Payload.of("{}"));

        CollectedEvent foreign =
                new CollectedEvent(
                        "s",
                        "i",
                        3,
                        AT,
                        null,
                        Dialect.SEGMENT,
                        Payload.of("{\"type\" : \"track\"}"),
                        Payload.of(" 42".getBytes(UTF_8), 1, 2));

        CollectedEvent scalar =
                new CollectedEvent(
                        "s", "j", 4, AT, null, Dialect.SEGMENT, null, Payload.of("\"a text\""));

        List<CollectedEvent> events = List.of(plain, sent, foreign, scalar);
        assertThat(CollectedEnvelope.decode(CollectedEnvelope.encode(events))).isEqualTo(events);
    }

    @Test
    void aPayloadIsASliceAndNeedsNoCopy() throws Exception {
        Payload slice = Payload.of("xx{\"a\":1}yy".getBytes(UTF_8), 2, 7);
        byte[] message =
                CollectedEnvelope.encode(List.of(new CollectedEvent("s", "i", 1, AT, null, slice)));

        Payload back = CollectedEnvelope.decode(message).getFirst().payload();

        assertThat(back.toText()).isEqualTo("{\"a\":1}");
        assertThat(back.array()).isSameAs(message);
    }

    @Test
    void enrichedAndDroppedEventsShareAnEnvelope() throws Exception {
        EnrichedEvent full =
                new EnrichedEvent(
                        "demo",
                        "e1",
                        1,
                        "purchase",
                        "u1",
                        "a1",
                        AT,
                        AT.plusMillis(5),
                        AT.plusSeconds(1),
                        "s1",
                        "r1",
                        "u2",
                        List.of(
                                new Interaction(0, "purchase", "p1", 2.5),
                                new Interaction(1, "purchase", "p2", null)),
                        List.of(
                                new ItemFacts(
                                        "p1",
                                        "Tent",
                                        List.of("camping", "a,b"),
                                        "https://x",
                                        "https://y",
                                        129.5,
                                        "EUR"),
                                new ItemFacts("p2", null, null, null, null, null, null)),
                        Payload.of("{\"id\":\"e1\"}"));
        EnrichedEvent bare =
                new EnrichedEvent(
                        "demo",
                        "e2",
                        2,
                        "page",
                        null,
                        "a1",
                        AT,
                        AT,
                        AT,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        Payload.of("{}"));
        DroppedEvent dropped = new DroppedEvent("demo", "e1", 3, AT, Fate.DUPLICATE, "sieve");

        assertThat(EnrichedEnvelope.decode(EnrichedEnvelope.encode(List.of(full, bare, dropped))))
                .containsExactly(full, bare, dropped);
    }

    @Test
    void failedEventsKeepWhateverBytesCame() throws Exception {
        FailedEvent garbage =
                new FailedEvent(
                        null,
                        null,
                        9,
                        Stage.TRANSFORM,
                        "not-an-envelope",
                        "what \"it\" is",
                        AT,
                        AT,
                        Payload.of(new byte[] {0, -1, 31}));
        FailedEvent named =
                new FailedEvent(
                        "demo", "e1", 10, Stage.ANALYSIS, "data", "", AT, AT, Payload.of("{}"));

        assertThat(FailedEnvelope.decode(FailedEnvelope.encode(List.of(garbage, named))))
                .containsExactly(garbage, named);
    }

    @Test
    void fieldsOfALaterVersionArePassedOver() throws Exception {
        String message =
                "{\"collected\":1,\"new\":{\"a\":[1]},\"events\":[{\"site\":\"s\",\"x\":[{}],\"id\":\"i\",\"copy\":1,\"receivedAt\":5,\"event\":{\"k\":1}}],\"z\":0}";

        assertThat(CollectedEnvelope.decode(message.getBytes(UTF_8)).getFirst().payload().toText())
                .isEqualTo("{\"k\":1}");
    }

    @Test
    void aHigherVersionIsNewerAndNotBroken() {
        assertThatThrownBy(() ->
                        CollectedEnvelope.decode("{\"collected\":2,\"events\":[]}".getBytes(UTF_8)))
                .isInstanceOf(NewerEnvelopeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "hello",
                "[]",
                "{\"foo\":1}",
                "<event/>",
                "{\"enriched\":1,\"events\":[]}",
                "{\"collected\":1,\"events\":{}}",
                "{\"collected\":1,\"events\":[1]}",
                "{\"collected\":1,\"events\":[{}]}",
                "{\"collected\":\"1\",\"events\":[]}",
                "{\"collected\":1,\"events\":[{\"site\":null,\"id\":\"i\",\"receivedAt\":5,\"event\":{}}]}",
                "{\"collected\":1,\"events\":[{\"site\":\"s\",\"id\":\"i\",\"receivedAt\":\"5\",\"event\":{}}]}",
                "{\"collected\":1,\"events\":[]} x",
                "{\"collected\":1,\"events\":["
            })
    void whatIsNoEnvelopeIsSaidToBeNone(String message) {
        assertThatThrownBy(() -> CollectedEnvelope.decode(message.getBytes(UTF_8)))
                .isInstanceOf(MalformedEnvelopeException.class)
                .isNotInstanceOf(NewerEnvelopeException.class);
    }

    @Test
    void aWordThatOnlyANewerProgramKnowsMakesTheEnvelopeANewerOne() {
        byte[] dialect =
                "{\"collected\":1,\"events\":[{\"site\":\"s\",\"id\":\"i\",\"receivedAt\":5,\"dialect\":\"klingon\",\"event\":{}}]}"
                        .getBytes(UTF_8);
        byte[] fate =
                "{\"enriched\":1,\"events\":[{\"site\":\"s\",\"id\":\"i\",\"receivedAt\":5,\"fate\":\"postponed\"}]}"
                        .getBytes(UTF_8);
        byte[] stage = "{\"failed\":1,\"events\":[{\"stage\":\"deliver\"}]}".getBytes(UTF_8);

        assertThatThrownBy(() -> CollectedEnvelope.decode(dialect))
                .isInstanceOf(NewerEnvelopeException.class)
                .hasMessageContaining("dialect");
        assertThatThrownBy(() -> EnrichedEnvelope.decode(fate))
                .isInstanceOf(NewerEnvelopeException.class);
        assertThatThrownBy(() -> FailedEnvelope.decode(stage))
                .isInstanceOf(NewerEnvelopeException.class);
    }

    @Test
    void everyQueueHasAPlaceBesideItForWhatIsTooNew() {
        assertThat(Queues.parked(Queues.COLLECTED)).isEqualTo("events.collected.parked");
    }
}
