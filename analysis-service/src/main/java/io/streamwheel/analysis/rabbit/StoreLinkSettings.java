package io.streamwheel.analysis.rabbit;

import io.streamwheel.transport.CircuitSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the store takes from its queues.
 *
 * @param concurrency batches that are written at the same time, each on a connection of its own
 * @param prefetch messages that the broker hands out before it wants acknowledgements
 * @param batchMessages most messages in one batch; a message carries up to 500 events
 * @param batchSize after so many bytes no further message joins a batch
 * @param maxWait how long a batch that is not full waits for more
 * @param confirmTimeout how long a dead letter may wait for the broker's confirm
 * @param parkedEvery how often what only a newer program could read is looked at
 * @param circuit when it stops, see {@link CircuitSettings}
 */
@ConfigurationProperties("streamwheel.analysis.store")
record StoreLinkSettings(
        @DefaultValue("2") int concurrency,
        @DefaultValue("32") int prefetch,
        @DefaultValue("32") int batchMessages,
        @DefaultValue("1MB") DataSize batchSize,
        @DefaultValue("25ms") Duration maxWait,
        @DefaultValue("3s") Duration confirmTimeout,
        @DefaultValue("5m") Duration parkedEvery,
        @DefaultValue CircuitLimits circuit) {

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
}
