package io.streamwheel.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.stack.Latencies;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final long MILLI = 1_000_000;

    private static Latencies latencies(long millis, long refused) {
        return Latencies.of(
                new long[] {millis * MILLI},
                new long[] {millis * MILLI},
                new long[] {0},
                refused == 0 ? Map.of() : Map.of(503, refused),
                0);
    }

    @Test
    void roundsOfOnePartAreMedianLeastAndMost() {
        Report report = new Report();
        for (long millis : new long[] {5, 1, 3}) {
            report.add("quiet", latencies(millis, 0));
        }
        report.add("building", latencies(9, 0));
        assertThat(report.figures("quiet", 99)).containsExactly(3, 1, 5);
        assertThat(report.figures("building", 50)).containsExactly(9, 9, 9);
        assertThatIllegalArgumentException().isThrownBy(() -> report.figures("other", 99));
    }

    @Test
    void oneRequestThatIsRefusedMakesTheFiguresVoid() {
        Report report = new Report();
        report.add("quiet", latencies(1, 0));
        assertThat(report.counts()).isTrue();
        report.add("building", latencies(1, 1));
        assertThat(report.counts()).isFalse();
    }
}
