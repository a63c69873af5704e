package io.streamwheel.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.VisitorHistory.Liking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitorHistoryTest {

    private static final Instant NEWEST = Instant.parse("2016-05-01T00:00:00Z");
    private final VisitorHistory.Rules rules =
            new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(10), 500, 10);

    private static Deed deed(String item, String type, int daysAgo) {
        return new Deed(item, type, null, NEWEST.minus(Duration.ofDays(daysAgo)));
    }

    @Test
    void fadesFromTheVisitorsOwnNewestDeed() {
        VisitorHistory history = rules.weigh(List.of(deed("a", "view", 0), deed("b", "view", 10)));
        assertThat(history.likings()).extracting(Liking::itemId).containsExactly("a", "b");
        assertThat(history.likings().get(0).weight()).isEqualTo(1);
        assertThat(history.likings().get(1).weight()).isCloseTo(0.5f, within(1e-5f));
    }

    @Test
    void namesTheDeedThatWeighedMost() {
        VisitorHistory history =
                rules.weigh(List.of(deed("a", "view", 0), deed("a", "purchase", 1)));
        assertThat(history.likings()).extracting(Liking::type).containsExactly("purchase");
        assertThat(history.hasPurchased("a")).isTrue();
    }

    @Test
    void aRefundTakesThePurchaseBack() {
        VisitorHistory history =
                rules.weigh(List.of(deed("a", "refund", 0), deed("a", "purchase", 1)));
        assertThat(history.hasPurchased("a")).isFalse();
        assertThat(history.hasSeen("a")).isTrue();
        assertThat(history.likings()).isEmpty();
    }

    @Test
    void aDislikeForbidsAndTellsNoTaste() {
        VisitorHistory history =
                rules.weigh(List.of(deed("a", "dislike", 0), deed("a", "purchase", 1)));
        assertThat(history.isForbidden("a")).isTrue();
        assertThat(history.likings()).isEmpty();
    }

    @Test
    void anImpressionIsNotSeen() {
        VisitorHistory history = rules.weigh(List.of(deed("a", "impression", 0)));
        assertThat(history.hasSeen("a")).isFalse();
    }

    @Test
    void aRatingWeighsByItsValueAndUnknownTypesNothing() {
        assertThat(TypeWeights.DEFAULTS.of("rating", 5.0)).isEqualTo(3);
        assertThat(TypeWeights.DEFAULTS.of("rating", 2.5)).isEqualTo(1.5f);
        assertThat(TypeWeights.DEFAULTS.of("rating", null)).isEqualTo(1);
        assertThat(TypeWeights.DEFAULTS.of("wishlist", null)).isZero();
        assertThat(TypeWeights.defaultsWith(java.util.Map.of("wishlist", 2f)).of("wishlist", null))
                .isEqualTo(2);
    }

    @Test
    void inASessionTheOrderCounts() {
        VisitorHistory history =
                rules.weighSession(
                        List.of(
                                deed("d", "view", 0),
                                deed("c", "view", 0),
                                deed("b", "view", 0),
                                deed("a", "view", 0)),
                        NEWEST);
        assertThat(history.likings().getFirst().weight()).isEqualTo(1);
        assertThat(history.likings().getLast().weight()).isCloseTo(0.5f, within(1e-4f));
    }
}
