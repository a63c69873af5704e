package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.transport.PublishFailedException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Metrics that a test can check against their equations. */
final class Counts implements PublisherMetrics, ConsumerMetrics {

    final AtomicLong published = new AtomicLong();
    final AtomicLong confirmed = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong delivered = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong abandoned = new AtomicLong();
    final AtomicLong retried = new AtomicLong();

    @Override
    public void published(String queue) {
        published.incrementAndGet();
    }

    @Override
    public void confirmed(String queue, Duration latency) {
        confirmed.incrementAndGet();
    }

    @Override
    public void failed(String queue, Reason reason) {
        failed.incrementAndGet();
    }

    @Override
    public void delivered(String queue, int messages) {
        delivered.addAndGet(messages);
    }

    @Override
    public void acknowledged(String queue, int messages) {
        acknowledged.addAndGet(messages);
    }

    @Override
    public void abandoned(String queue, int messages) {
        abandoned.addAndGet(messages);
    }

    @Override
    public void retried(String queue, int messages) {
        retried.addAndGet(messages);
    }

    void assertEquationAtRest() {
        assertThat(published.get()).isEqualTo(confirmed.get() + failed.get());
        assertThat(delivered.get()).isEqualTo(acknowledged.get() + abandoned.get());
    }
}
