package io.streamwheel.analysis.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.event.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Samples samples = new Samples(3);

    private static Sample sample(int second, long stored, long failed) {
        return new Sample(
                NOON.plusSeconds(second),
                Statuses.of(
                        Map.of(Queues.COLLECTED, 7L, Queues.ENRICHED, 3L, Queues.FAILED, 1L),
                        new Totals(stored, 0, 0, failed),
                        Duration.ofMillis(1500)));
    }

    @Test
    void ratesAreWhatTheTotalsGainedASecond() {
        samples.add(sample(0, 100, 5));
        samples.add(sample(10, 150, 6));
        assertThat(samples.rates()).isEqualTo(new Rates(5, 0, 0, 0.1));
        assertThat(samples.rates().decided()).isEqualTo(5.1);
    }

    @Test
    void oneSampleHasNoRate() {
        samples.add(sample(0, 100, 5));
        assertThat(samples.rates()).isEqualTo(Rates.NONE);
        assertThat(samples.curves().at()).isEmpty();
        assertThat(samples.newestRow().at()).isEmpty();
    }

    @Test
    void aReplayTakesFromFailedWithoutANegativeRate() {
        samples.add(sample(0, 100, 5));
        samples.add(sample(10, 105, 0));
        assertThat(samples.rates()).isEqualTo(new Rates(0.5, 0, 0, 0));
    }

    @Test
    void curvesAreTheSamplesInTheirOrder() {
        samples.add(sample(0, 100, 5));
        samples.add(sample(10, 150, 5));
        Curves curves = samples.curves();
        assertThat(curves.at()).containsExactly(NOON.plusSeconds(10).getEpochSecond());
        assertThat(curves.stored()).containsExactly(5);
        assertThat(curves.collected()).containsExactly(7);
        assertThat(curves.enriched()).containsExactly(3);
        assertThat(curves.deadLetters()).containsExactly(1);
        assertThat(curves.lag()).containsExactly(1.5);
    }

    @Test
    void theOldestGivesWay() {
        for (int i = 0; i < 5; i++) {
            samples.add(sample(10 * i, 100L * i, 0));
        }
        assertThat(samples.curves().at())
                .containsExactly(
                        NOON.plusSeconds(30).getEpochSecond(),
                        NOON.plusSeconds(40).getEpochSecond());
        assertThat(samples.newestRow().at()).containsExactly(NOON.plusSeconds(40).getEpochSecond());
    }
}
