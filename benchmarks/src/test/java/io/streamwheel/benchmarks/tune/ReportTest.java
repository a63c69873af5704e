package io.streamwheel.benchmarks.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.report.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private final Results results = new Results();

    private String report() {
        Settings settings = Settings.parse(new String[0]);
        return Report.of(settings, results, new Machine("2 cores", "Broker 1"), "tuning.svg");
    }

    @Test
    void aSettingHasATableWithItsDefaultInBold() {
        results.add(Knob.STORE_BATCH, "32/32", Turns.of(10_000, 40));
        results.add(Knob.STORE_BATCH, "64/64", Turns.of(8_000, 60));
        results.add(Knob.STORE_BATCH, "64/64", Turns.of(12_000, 80));
        results.add(Knob.STORE_BATCH, "32/32", Turns.of(10_000, 40));
        assertThat(report())
                .contains(
                        "## store-batch: `streamwheel.analysis.store.batch-messages`, `streamwheel.analysis.store.prefetch`",
                        "CPU us an event, analysis",
                        "| **32/32** | 30,000 | 10,000 | 1.00 | 12.5 | 1.00 | 2.00 | 3.00 | 40.0 |",
                        "| 64/64 | 30,000 | 10,000 (8,000 to 12,000) | 1.00 (0.80 to 1.20) | 12.5 | 1.00 | 2.00 | 3.00 | 70.0 (60.0 to 80.0) |")
                .doesNotContain("## linger", "| 16/16 |");
    }

    @Test
    void aFaultIsAboveAllFigures() {
        assertThat(report()).contains("each id once").doesNotContain("VOID");
        results.faults("pool-0-r1-heavy", List.of("3 events are lost"));
        assertThat(report())
                .contains("**VOID", "* FAULT pool-0-r1-heavy: 3 events are lost")
                .doesNotContain("each id once");
    }

    @Test
    void saysWhereAndHowItWasMeasured() {
        assertThat(report()).contains("2 cores. Broker 1.", "(tuning.svg)", "10 s of batches");
    }
}
