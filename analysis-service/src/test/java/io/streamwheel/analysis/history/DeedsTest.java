package io.streamwheel.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeedsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000123Z");

    private static Deed deed(String item, @Nullable Double value, int second) {
        return new Deed(item, "view", value, NOON.plusSeconds(second));
    }

    @Test
    void theyAreWhatWentIn() {
        List<Deed> deeds =
                List.of(
                        deed("a", null, 3),
                        deed("b", 0.5, 2),
                        new Deed("c", "buy", 1.0, Instant.parse("0001-01-01T00:00:00Z")));
        assertThat(Deeds.of(deeds)).isEqualTo(deeds);
        assertThat(Deeds.of(List.of())).isEmpty();
    }

    @Test
    void othersAreAddedInTheirOrderAndNoneTwice() {
        Deeds deeds = Deeds.of(List.of(deed("a", null, 3), deed("b", null, 1)));
        List<Deed> added = List.of(deed("c", null, 2), deed("a", null, 3), deed("d", 2.0, 4));
        assertThat(deeds.plus(added, 10))
                .extracting(Deed::itemId)
                .containsExactly("d", "a", "c", "b");
        assertThat(deeds.plus(added, 2)).extracting(Deed::itemId).containsExactly("d", "a");
        assertThat(deeds).hasSize(2);
    }
}
