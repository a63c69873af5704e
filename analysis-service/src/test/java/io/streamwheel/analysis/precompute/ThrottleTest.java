package io.streamwheel.analysis.precompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final List<Duration> rests = new ArrayList<>();
    private long now;

    private Throttle of(double share) {
        return new Throttle(share, () -> now, rests::add);
    }

    private static void work(Throttle throttle, Runnable work) {
        long begun = throttle.begin();
        work.run();
        assertThat(throttle.restSince(begun)).isTrue();
    }

    @Test
    void restsSoLongThatTheShareIsKept() {
        work(of(0.25), () -> now += 1_000);
        work(of(0.5), () -> now += 1_000);
        work(of(1), () -> now += 1_000);
        assertThat(rests)
                .containsExactly(Duration.ofNanos(3_000), Duration.ofNanos(1_000), Duration.ZERO);
    }

    @Test
    void anInterruptEndsTheRestAndStays() {
        Throttle throttle = new Throttle(0.25);
        Thread.currentThread().interrupt();
        assertThat(throttle.restSince(throttle.begin())).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aShareIsAbove0AndAtMost1() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> of(Double.NaN));
    }
}
