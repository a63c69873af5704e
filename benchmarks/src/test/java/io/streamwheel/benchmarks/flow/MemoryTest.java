package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MemoryTest {

    @Test
    void comparesTheMediansOfTheLastTwoThirds() {
        Memory memory = Memory.of(new long[] {1, 2, 900, 100, 100, 300, 104, 104, 0});
        assertThat(memory.first()).isEqualTo(2);
        assertThat(memory.middle()).isEqualTo(100);
        assertThat(memory.last()).isEqualTo(104);
        assertThat(memory.largest()).isEqualTo(900);
        assertThat(memory.growth()).isCloseTo(0.04, within(1e-9));
        assertThat(memory.isFlat()).isTrue();
    }

    @Test
    void whatGrowsIsNotFlat() {
        assertThat(Memory.of(new long[] {100, 100, 100, 110, 110, 120}).isFlat()).isFalse();
    }

    @Test
    void whatIsWarmAfterTheFirstThirdIsFlat() {
        assertThat(Memory.of(new long[] {10, 50, 100, 100, 100, 100}).isFlat()).isTrue();
    }

    @Test
    void samplesThatMakeNoThirdsLieInTheMiddle() {
        Memory memory = Memory.of(new long[] {1, 2, 2, 2, 3});
        assertThat(memory.first()).isEqualTo(1);
        assertThat(memory.middle()).isEqualTo(2);
        assertThat(memory.last()).isEqualTo(3);
    }

    @Test
    void twoSamplesSayNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Memory.of(new long[] {1, 2}));
    }
}
