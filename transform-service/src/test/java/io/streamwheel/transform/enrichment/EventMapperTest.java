package io.streamwheel.transform.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.dialect.NativeEventReader;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMapperTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");

    static Stream<String> itemTypes() {
        return Stream.concat(EventTypes.OF_ITEMS.stream(), Stream.of("wishlist.add"));
    }

    @ParameterizedTest
    @MethodSource("itemTypes")
    void aTypeOfItemsAndASitesOwnTypeGiveOneInteraction(String type) {
        EnrichedEvent event =
                map("{\"type\":\"" + type + "\",\"userId\":\"u\",\"itemId\":\"p\",\"value\":3}");

        assertThat(event.interactions()).containsExactly(new Interaction(0, type, "p", 3.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "page", "identify", "follow", "unfollow"})
    void ourOtherTypesGiveNoneEvenWithAnItemButStillItsFacts(String type) {
        EnrichedEvent event =
                map(
                        "{\"type\":\""
                                + type
                                + "\",\"userId\":\"u\",\"targetUserId\":\"v\",\"itemId\":\"p\",\"item\":{\"title\":\"Tent\"}}");

        assertThat(event.interactions()).isEmpty();
        assertThat(event.facts())
                .containsExactly(new ItemFacts("p", "Tent", null, null, null, null, null));
        assertThat(event.targetUserId()).isEqualTo("v");
    }

    @Test
    void propertiesAreFewShortAndStorable() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            many.append(",\"p").append(i).append("\":true");
        }
        EnrichedEvent event =
                map(
                        "{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\",\"item\":{\"properties\":{"
                                + "\"brand\":\"A\\u0022B\",\"nul\":\"a\\u0000\",\"half\":\"\\ud800\",\"\":1,"
                                + "\"\\u0000\":1,\"n\":1.50,\"huge\":1e999,\"tiny\":1e-999,\"deep\":{\"a\":1},"
                                + "\"none\":null,\"empty\":\"\",\"long\":\""
                                + "x".repeat(300)
                                + "\""
                                + many
                                + "}}}");

        Map<String, Payload> properties = event.facts().getFirst().properties();
        assertThat(properties).hasSize(20).doesNotContainKeys("nul", "half", "", "huge", "tiny");
        assertThat(properties).doesNotContainKeys("deep", "none", "empty", "\0");
        assertThat(properties.get("brand").toText()).isEqualTo("\"A\\\"B\"");
        assertThat(properties.get("n").toText()).isEqualTo("1.50");
        assertThat(properties.get("long").toText()).isEqualTo("\"" + "x".repeat(256) + "\"");
    }

    @Test
    void withoutAnItemIdThereIsNoInteractionAndNoFact() {
        EnrichedEvent event =
                map("{\"type\":\"signup\",\"userId\":\"u\",\"item\":{\"title\":\"Tent\"}}");

        assertThat(event.interactions()).isEmpty();
        assertThat(event.facts()).isEmpty();
    }

    @Test
    void anItemThatSaysNothingIsNoFact() {
        assertThat(
                        map("{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\",\"item\":[1]}")
                                .facts())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e308, 1e308", "-1e308, -1e308", "0, 0", "9.5, 9.5", "5e-324, 5e-324"})
    void theValuePassesAsItIs(String json, double value) {
        EnrichedEvent event =
                map(
                        "{\"type\":\"rating\",\"userId\":\"u\",\"itemId\":\"p\",\"value\":"
                                + json
                                + "}");

        assertThat(event.interactions().getFirst().value()).isEqualTo(value);
    }

    @Test
    void userAndAnonymousIdTogetherLinkTheTwo() {
        assertThat(
                        map("{\"type\":\"identify\",\"userId\":\"u\",\"anonymousId\":\"a\"}")
                                .linksIdentity())
                .isTrue();
        assertThat(map("{\"type\":\"identify\",\"userId\":\"u\"}").linksIdentity()).isFalse();
    }

    @Test
    void withoutATimestampItHappenedWhenItCame() {
        EnrichedEvent event = map("{\"type\":\"page\",\"userId\":\"u\"}");

        assertThat(event.originalAt()).isEqualTo(RECEIVED);
        assertThat(event.occurredAt()).isEqualTo(RECEIVED);
    }

    @Test
    void theEventsOwnSentAtWinsOverTheRequests() {
        String own =
                "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-22T08:00:00Z\",\"sentAt\":\"2026-11-22T08:00:10Z\"}";
        String none = "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-22T08:00:00Z\"}";
        Instant requests = Instant.parse("2026-11-22T08:00:30Z");

        assertThat(map(own, requests).occurredAt()).isEqualTo(RECEIVED.minusSeconds(10));
        assertThat(map(none, requests).occurredAt()).isEqualTo(RECEIVED.minusSeconds(30));
        assertThat(map(own, requests).originalAt())
                .isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Test
    void factsAreCutToWhatACatalogueCanShow() {
        String categories =
                String.join(
                        ",", IntStream.range(0, 30).mapToObj(i -> "\"c" + i % 25 + "\"").toList());
        EnrichedEvent event =
                map(
                        "{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\",\"sessionId\":\""
                                + "s".repeat(300)
                                + "\",\"item\":{\"title\":\""
                                + "x".repeat(8000)
                                + "\",\"url\":\""
                                + "u".repeat(3000)
                                + "\",\"categories\":["
                                + categories
                                + "]}}");

        ItemFacts facts = event.facts().getFirst();
        assertThat(facts.title()).hasSize(1024);
        assertThat(facts.url()).hasSize(2048);
        assertThat(facts.categories()).hasSize(20).doesNotHaveDuplicates();
        assertThat(event.sessionId()).hasSize(256);
    }

    @Test
    void aCutDoesNotLeaveHalfACharacter() {
        assertThat(Excerpt.of("ab🧭", 3)).isEqualTo("ab");
        assertThat(Excerpt.of("ab🧭c", 4)).isEqualTo("ab🧭");
    }

    @Test
    void thePayloadIsTheClientsBytes() {
        String json = "{ \"type\" : \"page\",\"userId\":\"u\", \"x\":\"\\u0000\" }";

        assertThat(map(json).payload()).isEqualTo(Payload.of(json));
    }

    @Test
    void theSameBytesGiveTheSameEvent() {
        String json =
                "{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\",\"item\":{\"title\":\"T\"}}";

        assertThat(map(json)).isEqualTo(map(json));
    }

    @Test
    void anEmptyListOfCategoriesSaysNothing() {
        assertThat(
                        map("{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\",\"item\":{\"categories\":[],\"price\":1}}")
                                .facts()
                                .getFirst()
                                .categories())
                .isNull();
    }

    private static EnrichedEvent map(String json) {
        return map(json, null);
    }

    private static EnrichedEvent map(String json, Instant sentAt) {
        try {
            Payload payload = Payload.of(json);
            return EventMapper.map(
                    new CollectedEvent("demo", "e1", 7, RECEIVED, sentAt, payload),
                    NativeEventReader.read(payload));
        } catch (io.streamwheel.transform.failed.UnusableEventException e) {
            throw new AssertionError(e);
        }
    }
}
