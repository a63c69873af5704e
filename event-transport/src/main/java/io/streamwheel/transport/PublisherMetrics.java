package io.streamwheel.transport;

import java.time.Duration;

/**
 * What a {@link ConfirmedPublisher} counts, per queue. At every moment {@code published = confirmed
 * + failed + in flight}; at rest nothing is in flight.
 */
public interface PublisherMetrics {

    PublisherMetrics NONE = new PublisherMetrics() {};

    /** {@link ConfirmedPublisher#publish} was called. */
    default void published(String queue) {}

    /**
     * The broker has it.
     *
     * @param latency from the call to the confirm
     */
    default void confirmed(String queue, Duration latency) {}

    /** The caller was told that it failed. */
    default void failed(String queue, PublishFailedException.Reason reason) {}
}
