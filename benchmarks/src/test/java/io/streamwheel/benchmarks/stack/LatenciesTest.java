package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

    @Test
    void aPercentileIsTheLeastThatSoManyDidNotExceed() {
        long[] nanos = LongStream.rangeClosed(1, 1000).map(each -> 1001 - each).toArray();
        Latencies latencies = Latencies.of(nanos, nanos, nanos, Map.of(), 0);
        assertThat(latencies.millis(50)).isEqualTo(500 / 1e6);
        assertThat(latencies.millis(99)).isEqualTo(990 / 1e6);
        assertThat(latencies.millis(99.9)).isEqualTo(999 / 1e6);
        assertThat(latencies.millis(100)).isEqualTo(1000 / 1e6);
    }

    @Test
    void oneRequestIsEveryPercentile() {
        Latencies latencies =
                Latencies.of(new long[] {7}, new long[] {6}, new long[] {1}, Map.of(), 0);
        assertThat(latencies.millis(1)).isEqualTo(7 / 1e6);
        assertThat(latencies.millis(100)).isEqualTo(7 / 1e6);
    }

    @Test
    void withoutARequestThereIsNone() {
        Latencies none = Latencies.of(new long[0], new long[0], new long[0], Map.of(), 0);
        assertThatIllegalStateException().isThrownBy(() -> none.millis(99));
    }
}
