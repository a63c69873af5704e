package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RateLimitsTest {

    @Test
    void aBurstIsAllowedAndThenTheRate() {
        RateLimits limits = new RateLimits(2);

        assertThat(limits.take("a", 19).remaining()).isEqualTo(1);
        assertThat(limits.take("a", 1).allowed()).isTrue();
        RateLimits.Verdict refused = limits.take("a", 1);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
        assertThat(limits.take("a", 12).retryAfterSeconds()).isBetween(5L, 6L);
        assertThat(limits.take("b", 1).allowed()).isTrue();
    }

    @Test
    void whatABucketNeverHoldsMayComeWhenItIsFull() {
        RateLimits limits = new RateLimits(1);

        assertThat(limits.take("a", 500).allowed()).isTrue();
        assertThat(limits.take("a", 500).allowed()).isFalse();
    }

    @Test
    void negativeLimitsAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimits.Settings(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimits.Settings(0, -1));
        assertThat(new RateLimits(0).areOff()).isTrue();
    }
}
