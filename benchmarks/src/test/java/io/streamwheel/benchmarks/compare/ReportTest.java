package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.report.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private final Board board = new Board(_ -> {});

    private String report() {
        Settings settings = Settings.parse(new String[0]);
        return Report.of(settings, board, new Machine("2 cores", "Broker 1"), "compare.svg");
    }

    private void add(Line line, double... values) {
        for (double value : values) {
            board.add(line, value);
        }
    }

    @Test
    void aRowHasTheFigureItsPeerAndTheRatioByRound() {
        add(Line.PERFTEST_CONFIRMED, 10_000, 20_000, 10_000);
        add(Line.DOOR, 40_000, 70_000, 50_000);
        assertThat(report())
                .contains(
                        "| events/s confirmed at the door, batches | 50,000 (40,000 to 70,000)"
                                + " | PerfTest: messages/s confirmed: 10,000 (10,000 to 20,000)"
                                + " | 4.00 (3.50 to 5.00) | at least 3x | met | 6x, not met |");
    }

    @Test
    void theMedianDecides() {
        add(Line.VISIBLE_P99, 600, 90, 700);
        assertThat(report())
                .contains(
                        "| POST to visible at 1,000 events/s: p99, ms | 600 (90.0 to 700) |  |  |"
                                + " at most 500 | NOT MET | 250, not met |");
    }

    @Test
    void aPeerWithoutABarIsContext() {
        add(Line.COPY_EVENTS, 100);
        add(Line.WRITER_AND_EVENTS, 50);
        add(Line.PGBENCH, 1_234);
        assertThat(report())
                .contains("| 0.50 |  | context |  |")
                .contains("| `pgbench -S`: transactions/s | 1,234 |");
    }

    @Test
    void whatWasNotMeasuredHasNoRow() {
        add(Line.DOOR, 1);
        assertThat(report()).doesNotContain("| events/s confirmed at the door");
    }

    @Test
    void aFaultIsAboveAllFigures() {
        assertThat(report()).contains("each id once").doesNotContain("VOID");
        board.faults("r1-events", List.of("3 events are lost"));
        assertThat(report())
                .contains("**VOID", "* FAULT r1-events: 3 events are lost")
                .doesNotContain("each id once");
    }

    @Test
    void saysWhatEachServiceRunsWith() {
        Settings settings =
                Settings.parse(new String[] {"--ingest-options", "-XX:AOTCache=app.aot"});
        assertThat(Report.of(settings, board, new Machine("", ""), "compare.svg"))
                .contains("* ingest: `-XX:AOTCache=app.aot`" + System.lineSeparator())
                .containsPattern("\\* transform: `.*`, without an AOT cache");
    }

    @Test
    void saysWhereItWasMeasured() {
        assertThat(report()).contains("2 cores. Broker 1.", "(compare.svg)");
    }
}
