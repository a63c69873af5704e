package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class PgbenchTest {

    @Test
    void findsTheRate() {
        String output =
                """
                number of transactions actually processed: 4711
                latency average = 0.321 ms
                tps = 24890.125000 (without initial connection time)
                """;
        assertThat(Pgbench.rate(output)).isEqualTo(24_890.125);
    }

    @Test
    void withoutARateItSaysWhatItHeard() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Pgbench.rate("connection refused"))
                .withMessageContaining("connection refused");
    }
}
