package io.streamwheel.transport;

/**
 * What a {@link QueueConsumer} counts, in messages per queue. At every moment {@code delivered =
 * acknowledged + abandoned + in hand}.
 */
public interface ConsumerMetrics {

    ConsumerMetrics NONE = new ConsumerMetrics() {};

    /** Taken into a batch. */
    default void delivered(String queue, int messages) {}

    /** Handled, and the broker was told so. */
    default void acknowledged(String queue, int messages) {}

    /** Let go without acknowledgement: the broker hands them out again. */
    default void abandoned(String queue, int messages) {}

    /** The handler threw; the same batch is tried again. Counts attempts, so it is in no sum. */
    default void retried(String queue, int messages) {}
}
