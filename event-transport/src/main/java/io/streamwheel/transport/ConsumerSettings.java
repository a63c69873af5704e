package io.streamwheel.transport;

import java.time.Duration;

/**
 * @param queue the queue to take from
 * @param concurrency channels, each with a thread that handles one batch at a time
 * @param prefetch messages that the broker hands to a channel before it wants acknowledgements
 * @param batchSize most messages in one batch, at most {@code prefetch}
 * @param batchBytes after so many bytes of bodies no further message joins a batch
 * @param maxWait how long a batch that is not full waits for more; zero takes what is there
 */
public record ConsumerSettings(
        String queue,
        int concurrency,
        int prefetch,
        int batchSize,
        int batchBytes,
        Duration maxWait) {

    /** Batches of any size in bytes. */
    public ConsumerSettings(
            String queue, int concurrency, int prefetch, int batchSize, Duration maxWait) {
        this(queue, concurrency, prefetch, batchSize, Integer.MAX_VALUE, maxWait);
    }

    public ConsumerSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1: " + concurrency);
        }
        if (batchSize < 1 || batchSize > prefetch) {
            throw new IllegalArgumentException(
                    "batchSize must be 1 to prefetch (" + prefetch + "): " + batchSize);
        }
        if (batchBytes < 1) {
            throw new IllegalArgumentException("batchBytes must be at least 1: " + batchBytes);
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("maxWait must not be negative: " + maxWait);
        }
    }
}
