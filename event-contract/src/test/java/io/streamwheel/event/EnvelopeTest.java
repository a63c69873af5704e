package io.streamwheel.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.event.DroppedEvent.Fate;
import io.streamwheel.event.FailedEvent.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void halfACharacterInAnIdSpoilsNoEnvelope() throws Exception {
        List<CollectedEvent> events =
                List.of(
                        new CollectedEvent("s", "\ud800", 1, AT, null, Payload.of("{}")),
                        new CollectedEvent("s", "\udc00x", 2, AT, null, Payload.of("{}")));

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
                                        "EUR",
                                        Map.of(
                                                "brand",
                                                Payload.of("\"A\\u0022\""),
                                                "position",
                                                Payload.of("3"))),
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
    void replayIsKnownInEveryQueue() throws Exception {
        EventOrigin origin =
                new EventOrigin(
                        Dialect.SEGMENT, Payload.of("{\"type\" : 1}"), AT.minusSeconds(9), 42L);
        CollectedEvent collected =
                new CollectedEvent(
                        "s",
                        "i",
                        1,
                        AT,
                        origin.sentAt(),
                        origin.dialect(),
                        origin.shared(),
                        Payload.of("{}"),
                        42L);
        FailedEvent failed =
                new FailedEvent(
                        "s",
                        "i",
                        1,
                        Stage.TRANSFORM,
                        "r",
                        "",
                        AT,
                        AT,
                        Payload.of("{"),
                        true,
                        origin);
        EnrichedEvent enriched =
                new EnrichedEvent(
                        "s",
                        "i",
                        1,
                        "view",
                        "u",
                        null,
                        AT,
                        AT,
                        AT,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        Payload.of("{}"),
                        new EventOrigin(Dialect.SNOWPLOW, null, AT, 43L));
        DroppedEvent dropped = new DroppedEvent("s", "i", 1, AT, Fate.FILTERED, "bot", 44L);

        assertThat(CollectedEnvelope.decode(CollectedEnvelope.encode(List.of(collected))))
                .containsExactly(collected);
        assertThat(collected.origin()).isEqualTo(origin);
        assertThat(FailedEnvelope.decode(FailedEnvelope.encode(List.of(failed))))
                .containsExactly(failed);
        assertThat(EnrichedEnvelope.decode(EnrichedEnvelope.encode(List.of(enriched, dropped))))
                .containsExactly(enriched, dropped);
    }

    @Test
    void whatComesThroughTheDoorAloneSaysNothingMore() {
        CollectedEvent event = new CollectedEvent("s", "i", 1, AT, null, Payload.of("{}"));
        assertThat(event.origin()).isSameAs(EventOrigin.PLAIN);
        assertThat(new String(CollectedEnvelope.encode(List.of(event)), UTF_8))
                .isEqualTo(
                        "{\"collected\":1,\"events\":[{\"site\":\"s\",\"id\":\"i\",\"copy\":1,\"receivedAt\":"
                                + AT.toEpochMilli()
                                + ",\"event\":{}}]}");
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
