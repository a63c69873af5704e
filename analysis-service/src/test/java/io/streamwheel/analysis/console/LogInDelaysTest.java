package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogInDelaysTest {

    private long nanos;
    private final LogInDelays delays = new LogInDelays(() -> nanos);

    @Test
    void theFirstTryDoesNotWaitAndEachFailureDoublesTheNextOne() {
        assertThat(delays.begin("operator", "a")).isZero();
        assertThat(delays.begin("operator", "a")).isEqualTo(Duration.ofMillis(250));
        assertThat(delays.begin("operator", "a")).isEqualTo(Duration.ofMillis(500));
        assertThat(delays.begin("operator", "a")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAddressWaitsEightSecondsAtMost() {
        for (int i = 0; i < 1000; i++) {
            assertThat(delays.begin("operator", "a"))
                    .isLessThanOrEqualTo(LogInDelays.LONGEST_OF_ADDRESS);
        }
        assertThat(delays.begin("operator", "a")).isEqualTo(LogInDelays.LONGEST_OF_ADDRESS);
    }

    @Test
    void nobodyKeepsTheOperatorOutFromAnotherAddress() {
        for (int i = 0; i < 1000; i++) {
            delays.begin("operator", "attacker");
        }
        assertThat(delays.begin("operator", "home")).isEqualTo(LogInDelays.LONGEST_OF_ACCOUNT);
    }

    @Test
    void guessingFromEverNewAddressesIsSlowedByTheAccount() {
        for (int i = 0; i < 20; i++) {
            delays.begin("operator", "address-" + i);
        }
        assertThat(delays.begin("operator", "new")).isEqualTo(LogInDelays.LONGEST_OF_ACCOUNT);
    }

    @Test
    void aSuccessForgetsTheFailures() {
        delays.begin("operator", "a");
        delays.begin("operator", "a");
        delays.succeeded("operator", "a");
        assertThat(delays.begin("operator", "a")).isZero();
    }

    @Test
    void failuresAreForgottenAfterAQuarterOfAnHour() {
        delays.begin("operator", "a");
        nanos += Duration.ofMinutes(15).plusSeconds(1).toNanos();
        assertThat(delays.begin("operator", "a")).isZero();
    }

    @Test
    void anAddressHasAFewUnderWayAndOthersAreNotHeldUp() {
        for (int i = 0; i < LogInDelays.MOST_AT_ONCE; i++) {
            assertThat(delays.enter("a")).isTrue();
        }
        assertThat(delays.enter("a")).isFalse();
        assertThat(delays.enter("b")).isTrue();
        delays.leave("a");
        assertThat(delays.enter("a")).isTrue();
    }
}
