package io.streamwheel.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends at the same time what would each be waited for, so that a stop takes as long as the slowest
 * of them and not as long as all together, and no longer than a limit. What is not done by then
 * goes on ending while the stop goes on.
 */
public final class Ending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final Duration limit;
    private final List<AutoCloseable> parts;

    /**
     * @param parts none of which needs another to end
     */
    public Ending(Duration limit, AutoCloseable... parts) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        this.limit = limit;
        this.parts = List.of(parts);
    }

    @Override
    public void close() {
        CountDownLatch left = new CountDownLatch(parts.size());
        for (AutoCloseable part : parts) {
            Thread.ofPlatform().daemon().name("ending").start(() -> end(part, left));
        }
        try {
            if (!left.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("{} of {} parts did not end in time", left.getCount(), parts.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(AutoCloseable part, CountDownLatch left) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("The end of a part was not clean", e);
        } finally {
            left.countDown();
        }
    }
}
