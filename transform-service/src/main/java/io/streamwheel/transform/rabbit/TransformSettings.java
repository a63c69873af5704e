package io.streamwheel.transform.rabbit;

import io.streamwheel.transport.CircuitSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param concurrency batches in hand at the same time, so that waiting for confirms overlaps
 * @param prefetch messages that the broker hands out beforehand, per batch in hand
 * @param batchSize most messages in a batch
 * @param maxWait how long a batch that is not full waits for more; an event is as much later
 * @param envelopeEvents most events in an enriched envelope
 * @param envelopeSize most bytes of payload in an enriched envelope
 * @param confirmTimeout how long the broker may take to confirm a message
 * @param sieveSize events that the sieve for duplicates remembers
 * @param sieveWindow how long it remembers them
 * @param parkedEvery how often what only a newer program could read is looked at
 * @param circuit when it stops, see {@link CircuitSettings}
 * @param eventNames names of track calls, beside the standard ones, and our type that each means
 */
@ConfigurationProperties("streamwheel.transform")
record TransformSettings(
        @DefaultValue("2") int concurrency,
        @DefaultValue("64") int prefetch,
        @DefaultValue("32") int batchSize,
        @DefaultValue("10ms") Duration maxWait,
        @DefaultValue("500") int envelopeEvents,
        @DefaultValue("512KB") DataSize envelopeSize,
        @DefaultValue("10s") Duration confirmTimeout,
        @DefaultValue("500000") int sieveSize,
        @DefaultValue("24h") Duration sieveWindow,
        @DefaultValue("5m") Duration parkedEvery,
        @DefaultValue CircuitLimits circuit,
        @DefaultValue Map<String, String> eventNames) {

    /** As {@link CircuitSettings}. */
    record CircuitLimits(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0.05") double share,
            @DefaultValue("1m") Duration window,
            @DefaultValue("20") int minimum,
            @DefaultValue("5m") Duration pause) {

        CircuitSettings settings() {
            return new CircuitSettings(enabled, share, window, minimum, pause);
        }
    }

    TransformSettings {
        if (concurrency < 1 || concurrency > 64) {
            throw new IllegalArgumentException("concurrency must be 1 to 64: " + concurrency);
        }
        if (envelopeSize.toBytes() < 1 || envelopeSize.toMegabytes() > 8) {
            throw new IllegalArgumentException("envelopeSize must be 1B to 8MB: " + envelopeSize);
        }
    }
}
