package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A part that waits for what never comes stands for one that hangs. */
@Timeout(60)
class EndingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void partsEndAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger ended = new AtomicInteger();
        AutoCloseable part =
                () -> {
                    together.await();
                    ended.incrementAndGet();
                };
        new Ending(LONG, part, part, part).close();
        assertThat(ended).hasValue(3);
    }

    @Test
    void partThatHangsIsLeftBehindAndTheOthersAreNot() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        new Ending(Duration.ofMillis(50), never::await, ended::countDown).close();
        ended.await();
        never.countDown();
    }

    @Test
    void partThatFailsHoldsNobodyUp() {
        AtomicInteger ended = new AtomicInteger();
        new Ending(
                        LONG,
                        () -> {
                            throw new IllegalStateException("a part that fails");
                        },
                        ended::incrementAndGet)
                .close();
        assertThat(ended).hasValue(1);
    }

    @Test
    void limitMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ending(Duration.ZERO))
                .withMessageContaining("PT0S");
    }
}
