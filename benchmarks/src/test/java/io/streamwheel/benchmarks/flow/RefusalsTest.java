package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Latencies;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RefusalsTest {

    private static Latencies latencies(Map<Integer, Long> refusals, long broken) {
        long[] one = {1};
        return Latencies.of(one, one, one, refusals, broken);
    }

    @Test
    void whoIsOverloadedMayTellClientsToComeLater() {
        Latencies latencies = latencies(Map.of(503, 7L, 429, 1L), 0);
        assertThat(Refusals.otherThanComeLater(latencies)).isEmpty();
        assertThat(Refusals.anyOf(latencies)).hasSize(1);
    }

    @Test
    void anErrorIsNoRefusal() {
        assertThat(Refusals.otherThanComeLater(latencies(Map.of(503, 7L, 500, 1L), 0))).hasSize(1);
    }

    @Test
    void aRequestWithoutAnAnswerIsAFaultAtAnyLoad() {
        assertThat(Refusals.otherThanComeLater(latencies(Map.of(), 2))).hasSize(1);
        assertThat(Refusals.anyOf(latencies(Map.of(), 2))).hasSize(1);
        assertThat(Refusals.anyOf(latencies(Map.of(), 0))).isEmpty();
    }
}
