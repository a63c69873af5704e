package io.streamwheel.transform.deduplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DuplicateSieveTest {

    private final MovingClock clock = new MovingClock();
    private final DuplicateSieve sieve = new DuplicateSieve(1000, Duration.ofHours(24), clock);

    @Test
    void anotherCopyOfAMarkedEventIsADuplicate() {
        pass("demo", "e1", 1);

        assertThat(isDuplicate("demo", "e1", 2)).isTrue();
    }

    @Test
    void theSameCopyAgainIsNoDuplicate() {
        pass("demo", "e1", 1);

        assertThat(isDuplicate("demo", "e1", 1)).isFalse();
    }

    @Test
    void theFirstMarkStays() {
        pass("demo", "e1", 1);
        pass("demo", "e1", 1);
        SievedBatch raced = sieve.newBatch();
        raced.pass(raced.hash("demo", "e1"), 2);
        raced.mark();

        assertThat(isDuplicate("demo", "e1", 1)).isFalse();
        assertThat(isDuplicate("demo", "e1", 2)).isTrue();
    }

    @Test
    void sitesAreApart() {
        pass("ab", "c", 1);

        assertThat(isDuplicate("other", "c", 2)).isFalse();
        assertThat(isDuplicate("a", "bc", 2)).isFalse();
    }

    @Test
    void theSecondCopyWithinABatchIsADuplicateAndTheFirstIsNot() {
        SievedBatch batch = sieve.newBatch();
        EventHash event = batch.hash("demo", "e1");
        assertThat(batch.isDuplicate(event, 1)).isFalse();
        batch.pass(event, 1);

        assertThat(batch.isDuplicate(event, 2)).isTrue();
        assertThat(batch.isDuplicate(event, 1)).isFalse();
    }

    @Test
    void whatIsNotMarkedIsKnownToNoOtherBatch() {
        SievedBatch unconfirmed = sieve.newBatch();
        unconfirmed.pass(unconfirmed.hash("demo", "e1"), 1);

        assertThat(isDuplicate("demo", "e1", 2)).isFalse();
    }

    @Test
    void anEventIsForgottenAfterTheWindow() {
        pass("demo", "e1", 1);

        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(isDuplicate("demo", "e1", 2)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(isDuplicate("demo", "e1", 2)).isFalse();
        pass("demo", "e1", 2);
        assertThat(isDuplicate("demo", "e1", 1)).isTrue();
    }

    @Test
    void anOverfullSieveForgetsTheOldestAndNeverCallsANewEventADuplicate() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(isDuplicate("demo", "e" + i, i)).isFalse();
            pass("demo", "e" + i, i);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(remembered(9_800, 10_000)).isGreaterThan(195);
        assertThat(remembered(0, 5_000)).isZero();
    }

    @Test
    void aSieveHoldsNearlyAsMuchAsItIsMadeFor() {
        DuplicateSieve large = new DuplicateSieve(50_000, Duration.ofHours(24), clock);
        SievedBatch batch = large.newBatch();
        for (int i = 0; i < 50_000; i++) {
            batch.pass(batch.hash("demo", "e" + i), 1);
        }
        batch.mark();

        SievedBatch asking = large.newBatch();
        int known = 0;
        for (int i = 0; i < 50_000; i++) {
            known += asking.isDuplicate(asking.hash("demo", "e" + i), 2) ? 1 : 0;
        }
        assertThat(known).isGreaterThan(47_000);
    }

    @Test
    void badSettingsAreRefusedWithTheirValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DuplicateSieve(0, Duration.ofHours(1), clock))
                .withMessageContaining("capacity must be 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DuplicateSieve(100, Duration.ZERO, clock))
                .withMessageContaining("PT0S");
    }

    private int remembered(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += isDuplicate("demo", "e" + i, -1) ? 1 : 0;
        }
        return count;
    }

    private void pass(String site, String id, long copyId) {
        SievedBatch batch = sieve.newBatch();
        batch.pass(batch.hash(site, id), copyId);
        batch.mark();
    }

    private boolean isDuplicate(String site, String id, long copyId) {
        SievedBatch batch = sieve.newBatch();
        return batch.isDuplicate(batch.hash(site, id), copyId);
    }

    private static final class MovingClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T09:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
