package io.streamwheel.transport;

import java.time.Duration;

/**
 * @param maxInFlight messages that may wait for their confirm; one more fails with {@code
 *     OVERLOADED}
 * @param maxInFlightBytes the same by size of bodies
 * @param confirmTimeout how long a message may wait, from {@code publish} to its confirm
 */
public record PublisherSettings(int maxInFlight, long maxInFlightBytes, Duration confirmTimeout) {

    public PublisherSettings {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight must be at least 1: " + maxInFlight);
        }
        if (maxInFlightBytes < 1) {
            throw new IllegalArgumentException(
                    "maxInFlightBytes must be at least 1: " + maxInFlightBytes);
        }
        if (!confirmTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "confirmTimeout must be positive: " + confirmTimeout);
        }
    }

    /** 256 messages, 32 MiB, 3 s. */
    public static PublisherSettings defaults() {
        return new PublisherSettings(256, 32L << 20, Duration.ofSeconds(3));
    }
}
