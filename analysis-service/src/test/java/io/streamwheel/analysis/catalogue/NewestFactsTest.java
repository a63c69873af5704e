package io.streamwheel.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NewestFactsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static NewestFacts said(
            @Nullable String title, @Nullable Double price, String brand, Instant at) {
        NewestFacts facts = new NewestFacts();
        facts.add(
                new ItemFacts(
                        "p",
                        title,
                        List.of("tents"),
                        null,
                        null,
                        price,
                        null,
                        Map.of("brand", Payload.of(brand))),
                at);
        return facts;
    }

    private final NewestFacts known = said("Tent", 5.0, "\"A\"", NOON);

    @Test
    void theSameWithinAMinuteAddsNothingAndLaterIt() {
        assertThat(said("Tent", 5.0, "\"A\"", NOON.plusSeconds(59)).addsNothingTo(known, MINUTE))
                .isTrue();
        assertThat(said("Tent", 5.0, "\"A\"", NOON.plusSeconds(60)).addsNothingTo(known, MINUTE))
                .isFalse();
    }

    @Test
    void somethingElseAddsSomethingUnlessItIsOlder() {
        assertThat(said("Hut", 5.0, "\"A\"", NOON.plusMillis(1)).addsNothingTo(known, MINUTE))
                .isFalse();
        assertThat(said("Tent", 5.0, "\"B\"", NOON.plusMillis(1)).addsNothingTo(known, MINUTE))
                .isFalse();
        assertThat(said("Hut", 6.0, "\"B\"", NOON).addsNothingTo(known, MINUTE)).isTrue();
    }

    @Test
    void whatIsNotSaidAddsNothingAndWhatWasNotKnownDoes() {
        assertThat(said(null, null, "\"A\"", NOON).addsNothingTo(known, MINUTE)).isTrue();
        assertThat(
                        said("Tent", 5.0, "\"A\"", NOON)
                                .addsNothingTo(said(null, 5.0, "\"A\"", NOON), MINUTE))
                .isFalse();
        assertThat(new NewestFacts().addsNothingTo(new NewestFacts(), MINUTE)).isTrue();
    }

    @Test
    void togetherEachFieldIsTheNewest() {
        NewestFacts both =
                known.with(said("Hut", null, "\"B\"", NOON.plusSeconds(1)))
                        .with(said("Old", 4.0, "\"C\"", NOON.minusSeconds(1)));
        assertThat(both.title()).isEqualTo(new NewestFacts.Fact<>("Hut", NOON.plusSeconds(1)));
        assertThat(both.price()).isEqualTo(new NewestFacts.Fact<>(5.0, NOON));
        assertThat(both.properties().get("brand").value()).isEqualTo(Payload.of("\"B\""));
        assertThat(known.title()).isEqualTo(new NewestFacts.Fact<>("Tent", NOON));
    }
}
