package io.streamwheel.analysis.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;

    @Test
    void rateIsKeptOverTime() {
        TokenBucket bucket = new TokenBucket(500, () -> now);
        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            now += SECOND / 100;
            int some = bucket.available(250);
            bucket.spend(some);
            passed += some;
        }
        assertThat(passed).isBetween(4_999, 5_001);
    }

    @Test
    void pauseAllowsAFifthOfASecondAtOnce() {
        TokenBucket bucket = new TokenBucket(500, () -> now);
        now += 3600 * SECOND;
        assertThat(bucket.available(10_000)).isEqualTo(100);
    }

    @Test
    void slowestRateLetsOnePassInASecond() {
        TokenBucket bucket = new TokenBucket(1, () -> now);
        assertThat(bucket.available(10)).isEqualTo(1);
        bucket.spend(1);
        now += SECOND / 2;
        assertThat(bucket.available(10)).isZero();
        now += SECOND / 2;
        assertThat(bucket.available(10)).isEqualTo(1);
    }

    @Test
    void rateBelowOneIsRefused() {
        assertThatThrownBy(() -> new TokenBucket(0, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
