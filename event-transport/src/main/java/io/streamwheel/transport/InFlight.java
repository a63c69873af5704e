package io.streamwheel.transport;

import io.streamwheel.transport.PublishFailedException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and bounds the messages of a publisher that have not ended. */
final class InFlight implements PendingMessage.Ends {

    private final PublisherSettings settings;
    private final PublisherMetrics metrics;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    InFlight(PublisherSettings settings, PublisherMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Counts a message in, which in any case must end; says whether it is within the bounds. */
    boolean enter(PendingMessage message) {
        metrics.published(message.queue);
        int messagesNow = messages.incrementAndGet();
        long bytesNow = bytes.addAndGet(message.body.length);
        // One that is larger than the bound passes alone, or it would never pass.
        return messagesNow <= settings.maxInFlight()
                && (bytesNow <= settings.maxInFlightBytes() || messagesNow == 1);
    }

    boolean isEmpty() {
        return messages.get() == 0;
    }

    @Override
    public void confirmed(PendingMessage message) {
        leave(message);
        metrics.confirmed(message.queue, Duration.ofNanos(System.nanoTime() - message.publishedAt));
    }

    @Override
    public void failed(PendingMessage message, Reason reason) {
        leave(message);
        metrics.failed(message.queue, reason);
    }

    private void leave(PendingMessage message) {
        messages.decrementAndGet();
        bytes.addAndGet(-message.body.length);
    }

    @Override
    public String toString() {
        return messages.get() + " messages, " + bytes.get() + " bytes";
    }
}
