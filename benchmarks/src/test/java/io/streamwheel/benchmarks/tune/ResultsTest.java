package io.streamwheel.benchmarks.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.flow.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultsTest {

    private final Results results = new Results();

    private void add(String value, double... stored) {
        for (double each : stored) {
            results.add(Knob.LINGER, value, Turns.of(each, 40));
        }
    }

    @Test
    void aFigureIsThatOfAllRounds() {
        add("5ms", 9_000, 10_000, 14_000);
        assertThat(results.of(Knob.LINGER, "5ms", Turn::stored))
                .contains(new Figures(10_000, 9_000, 14_000));
        assertThat(results.of(Knob.LINGER, "0ms", Turn::stored)).isEmpty();
        assertThat(results.knobs()).containsExactly(Knob.LINGER);
    }

    @Test
    void aValueIsDividedByTheDefaultOfTheSameRound() {
        add("1ms", 10_000, 20_000);
        add("5ms", 5_000, 20_000);
        assertThat(results.besideDefault(Knob.LINGER, "5ms")).contains(new Figures(0.75, 0.5, 1));
    }

    @Test
    void aRoundWithoutTheDefaultHasNoRatioYet() {
        add("5ms", 5_000, 20_000);
        assertThat(results.besideDefault(Knob.LINGER, "5ms")).isEmpty();
        add("1ms", 10_000);
        assertThat(results.besideDefault(Knob.LINGER, "5ms")).contains(new Figures(0.5, 0.5, 0.5));
    }

    @Test
    void oneFaultMakesTheFiguresVoid() {
        results.faults("linger-0-r1", List.of());
        assertThat(results.counts()).isTrue();
        results.faults("linger-0-r2", List.of("lost"));
        assertThat(results.counts()).isFalse();
        assertThat(results.faults()).containsExactly("linger-0-r2: lost");
    }
}
