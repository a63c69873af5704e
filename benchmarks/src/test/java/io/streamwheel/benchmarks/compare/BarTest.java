package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class BarTest {

    @Test
    void atLeastIsMetFromTheBarUpwards() {
        Bar bar = Bar.least(3, 6);
        assertThat(bar.isMetBy(2.99)).isFalse();
        assertThat(bar.isMetBy(3)).isTrue();
        assertThat(bar.isExceededBy(5.9)).isFalse();
        assertThat(bar.isExceededBy(6)).isTrue();
        assertThat(bar.words("x")).isEqualTo("at least 3x");
    }

    @Test
    void atMostIsMetFromTheBarDownwards() {
        Bar bar = Bar.most(500, 250);
        assertThat(bar.isMetBy(501)).isFalse();
        assertThat(bar.isMetBy(500)).isTrue();
        assertThat(bar.isExceededBy(251)).isFalse();
        assertThat(bar.isExceededBy(250)).isTrue();
    }

    @Test
    void whereNothingIsSaidOfAStretchNothingExceedsTheBar() {
        assertThat(Bar.least(1).hasStretch()).isFalse();
        assertThat(Bar.least(1).isExceededBy(100)).isFalse();
    }

    @Test
    void moreReachIsBetterWhicheverWayTheBarPoints() {
        assertThat(Bar.least(2, 8).reach(4)).isEqualTo(2);
        assertThat(Bar.least(2, 8).stretchReach()).isEqualTo(4);
        assertThat(Bar.most(2, 1).reach(4)).isEqualTo(0.5);
        assertThat(Bar.most(2, 1).stretchReach()).isEqualTo(2);
    }

    @Test
    void anAllowanceIsTakenOffBeforeTheDivision() {
        Bar bar = Bar.most(1.5).allowing(2);
        assertThat(bar.ratio(8, 4)).isEqualTo(1.5);
        assertThat(bar.ratio(1, 4)).isZero();
        assertThat(bar.words("x")).isEqualTo("at most 1.5x + 2 ms");
    }

    @Test
    void aStretchIsNoEasierThanItsBar() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bar.least(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Bar.most(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Bar.most(0));
    }
}
