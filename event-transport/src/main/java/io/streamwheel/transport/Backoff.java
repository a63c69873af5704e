package io.streamwheel.transport;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses with jitter: each is between half and all of a bound that doubles, so that many
 * who lost the same broker do not come back in step. Not for several threads.
 */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private Duration bound;

    Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.bound = first;
    }

    Duration next() {
        Duration pause =
                bound.dividedBy(2)
                        .plusNanos(ThreadLocalRandom.current().nextLong(bound.toNanos() / 2 + 1));
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(most) > 0 ? most : doubled;
        return pause;
    }

    void reset() {
        bound = first;
    }
}
