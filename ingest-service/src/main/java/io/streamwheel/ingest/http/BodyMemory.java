package io.streamwheel.ingest.http;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all bodies in memory may take together: threads cost nothing here, so nothing else bounds
 * how many bodies are read at once.
 */
final class BodyMemory {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    BodyMemory(long limit) {
        this.limit = limit;
    }

    void take(int bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw new RefusedException(Problem.OVERLOADED, "too many bodies are being read");
        }
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
