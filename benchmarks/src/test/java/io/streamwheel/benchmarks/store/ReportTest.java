package io.streamwheel.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Cpu;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    @Test
    void ratiosAreThoseOfOneRound() {
        assertThat(Report.of(turns("ours", 10, 30, 20), List.of(turns("other", 20, 30, 10))))
                .contains("ours              20 (10 to 30) events/s")
                .contains(
                        "other             20 (10 to 30) events/s, ours / this 1.00 (0.50 to 2.00)");
    }

    private static Contestant turns(String name, long... rates) {
        Contestant contestant = new Contestant(name, batch -> {});
        for (long rate : rates) {
            contestant.turns().add(new Turn(rate, 1, Cpu.NONE, Cpu.NONE));
        }
        return contestant;
    }
}
