package io.streamwheel.analysis.pipeline;

import java.time.Duration;
import java.time.Instant;

/** How long the newest event that this instance wrote had been on its way. */
public final class StoreLag {

    private volatile Duration last = Duration.ZERO;

    /**
     * An event was written.
     *
     * @param receivedAt of the newest of a batch
     */
    public void wrote(Instant receivedAt, Instant storedAt) {
        Duration lag = Duration.between(receivedAt, storedAt);
        last = lag.isNegative() ? Duration.ZERO : lag;
    }

    /** Zero until the first event was written. */
    public Duration last() {
        return last;
    }
}
