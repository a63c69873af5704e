package io.streamwheel.analysis.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJob.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShownReplayTest {

    private static ShownReplay of(State state, int rate, long sent) {
        return new ShownReplay(SeenTest.job(state, rate, sent));
    }

    @Test
    void theTimeToGoFollowsTheRate() {
        assertThat(of(State.RUNNING, 10, 0).left()).isEqualTo(Duration.ofSeconds(10));
        assertThat(of(State.RUNNING, 10, 95).left()).isEqualTo(Duration.ofSeconds(1));
        assertThat(of(State.RUNNING, 10, 100).left()).isEqualTo(Duration.ZERO);
    }

    @Test
    void ratesStayWithinTheirBounds() {
        assertThat(of(State.RUNNING, 2, 0).slower()).isEqualTo(1);
        assertThat(of(State.RUNNING, 9_000, 0).faster()).isEqualTo(ReplayJob.MAX_RATE);
    }

    @Test
    void theBarIsFullWhenEverythingIsSentThoughSomeWerePassedOver() {
        assertThat(of(State.FINISHED, 10, 90).done()).isEqualTo(100);
        assertThat(of(State.CANCELLED, 10, 90).done()).isEqualTo(90);
    }
}
