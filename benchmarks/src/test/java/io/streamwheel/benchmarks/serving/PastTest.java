package io.streamwheel.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.serving.Past.Deed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PastTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Deed> PAST = Past.of(50_000, 300, 370, NOW);

    @Test
    void isAsLargeAsAskedForAndTheSameEveryTime() {
        assertThat(PAST.size()).isBetween(35_000, 65_000);
        assertThat(Past.of(50_000, 300, 370, NOW)).isEqualTo(PAST);
    }

    @Test
    void isInOrderAndOverByNow() {
        assertThat(PAST).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(PAST.getLast().at()).isLessThanOrEqualTo(NOW.toEpochMilli());
        assertThat(PAST.getFirst().at())
                .isGreaterThan(NOW.minus(Duration.ofDays(61)).toEpochMilli());
    }

    @Test
    void everyUserTakesPartAndEveryItemIsOneThatThereIs() {
        assertThat(PAST.stream().map(Deed::user).distinct()).hasSize(300);
        assertThat(PAST).allMatch(each -> each.item() >= 0 && each.item() < 370);
    }

    @Test
    void aFewItemsHaveMostOfIt() {
        Map<Integer, Long> counts =
                PAST.stream().collect(Collectors.groupingBy(Deed::item, Collectors.counting()));
        long most =
                counts.values().stream()
                        .sorted((a, b) -> Long.compare(b, a))
                        .limit(74)
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(most).as("of the first fifth").isGreaterThan(PAST.size() * 2L / 5);
    }
}
