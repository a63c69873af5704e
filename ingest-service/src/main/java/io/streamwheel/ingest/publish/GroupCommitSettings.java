package io.streamwheel.ingest.publish;

import java.time.Duration;

/**
 * @param linger how long an envelope that is not full waits for more, while others are in flight;
 *     with none in flight it goes at once
 * @param envelopeEvents most events in an envelope
 * @param envelopeBytes about how large an envelope may get; one larger event still fits
 * @param maxInFlight envelopes that may wait for their confirm
 * @param backlogEvents events of all requests that are not yet answered; more are refused
 * @param backlogBytes the same in bytes
 * @param timeout how long a request may wait, from the backlog to the last confirm
 */
public record GroupCommitSettings(
        Duration linger,
        int envelopeEvents,
        int envelopeBytes,
        int maxInFlight,
        int backlogEvents,
        long backlogBytes,
        Duration timeout) {

    public GroupCommitSettings {
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger must not be negative: " + linger);
        }
        atLeastOne("envelopeEvents", envelopeEvents);
        atLeastOne("envelopeBytes", envelopeBytes);
        atLeastOne("maxInFlight", maxInFlight);
        atLeastOne("backlogEvents", backlogEvents);
        atLeastOne("backlogBytes", backlogBytes);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
    }

    /** 1 ms, 64 events, 128 KiB; 32 in flight; 20,000 events and 64 MiB waiting; 3 s. */
    public static GroupCommitSettings defaults() {
        return new GroupCommitSettings(
                Duration.ofMillis(1), 64, 128 << 10, 32, 20_000, 64L << 20, Duration.ofSeconds(3));
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }
}
