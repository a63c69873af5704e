package io.streamwheel.benchmarks.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void whatIsLeftTakesAsLongAsWhatIsDone() {
        Progress progress = new Progress(3, 12, Duration.ofSeconds(180));
        assertThat(progress.left()).isEqualTo(Duration.ofMinutes(9));
        assertThat(progress.words()).isEqualTo("3 of 12, 9 min left");
    }

    @Test
    void aMinuteThatHasBegunIsOne() {
        assertThat(new Progress(1, 2, Duration.ofSeconds(61)).words()).endsWith("2 min left");
        assertThat(new Progress(2, 2, Duration.ofSeconds(61)).words()).endsWith("0 min left");
    }
}
