package io.streamwheel.benchmarks.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    @Test
    void theDrainIsHeldAgainstTheMedianOfTheSteadyRates() {
        Report report = new Report();
        List.of(30.0, 10.0, 20.0).forEach(report::steady);
        assertThat(report.ratio(25)).isEqualTo(1.25);
        report.steady(40);
        assertThat(report.ratio(25)).isEqualTo(1);
    }

    @Test
    void withoutASteadyRateThereIsNoRatio() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Report().ratio(1));
    }

    @Test
    void oneFaultMakesTheFiguresVoid() {
        Report report = new Report();
        report.faults("round1", List.of());
        assertThat(report.counts()).isTrue();
        report.faults("round2", List.of("lost"));
        assertThat(report.counts()).isFalse();
    }
}
