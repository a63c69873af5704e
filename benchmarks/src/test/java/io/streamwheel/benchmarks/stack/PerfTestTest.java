package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class PerfTestTest {

    private static final String SECONDS =
            """
            id: test-1, time 1.001 s, sent: 2256 msg/s, confirmed: 1571 msg/s, received: 1498 msg/s, min/median/75th/95th/99th consumer latency: 41/279/378/527/530 µs, confirm latency: 44840/277195/383823/441597/493600 µs
            id: test-1, time 2.001 s, sent: 2901 msg/s, confirmed: 2629 msg/s, received: 2621 msg/s, min/median/75th/95th/99th consumer latency: 17/370/443/481/513 µs, confirm latency: 137939/366552/440319/514651/553514 µs
            id: test-1, time 3.002 s, sent: 3770 msg/s, confirmed: 3796 msg/s, received: 3877 msg/s, min/median/75th/95th/99th consumer latency: 64/233/323/509/550 µs, confirm latency: 64492/222542/316871/503319/559948 µs
            """;
    private static final String SUMMARY =
            """
            test stopped (Reached time limit)
            id: test-1, sending rate avg: 2648 msg/s
            id: test-1, receiving rate avg: 2454 msg/s
            id: test-1, confirm latency min/median/75th/95th/99th 45096/259891/396069/503789/1 µs
            """;

    @Test
    void readsTheRatesOfAllAndTheMedianSecondsLatencyOfTheConfirms() {
        assertThat(PerfTest.parse(SECONDS + SUMMARY))
                .isEqualTo(new PerfTest.Result(2648, 2454, 553.514));
    }

    @Test
    void whatSaysNoRateIsRepeated() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PerfTest.parse(SECONDS))
                .withMessageContaining("time 3.002 s");
    }

    @Test
    void whatSaysNoLatencyIsRepeated() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PerfTest.parse(SUMMARY))
                .withMessageContaining("Reached time limit");
    }
}
