package io.streamwheel.transform.pipeline;

import io.streamwheel.transform.failed.FailureReason;
import java.util.Map;

/**
 * The counts of one batch, see {@link TransformMetrics} for the equations.
 *
 * @param messages taken from the queue
 * @param envelopes messages that could be decoded
 * @param parked messages that only a newer program can read
 * @param decoded events in these envelopes
 * @param enriched events that go to the store
 * @param duplicates events that the sieve held back
 * @param filtered events that nobody wants
 * @param strangers messages that could not be decoded, by reason
 * @param failed events that cannot be used, by reason
 */
public record BatchTally(
        int messages,
        int envelopes,
        int parked,
        int decoded,
        int enriched,
        int duplicates,
        int filtered,
        Map<FailureReason, Integer> strangers,
        Map<FailureReason, Integer> failed) {

    public BatchTally {
        strangers = Map.copyOf(strangers);
        failed = Map.copyOf(failed);
    }

    /** All events that cannot be used. */
    public int failedEvents() {
        return sum(failed);
    }

    /** All messages that could not be decoded. */
    public int strangerMessages() {
        return sum(strangers);
    }

    private static int sum(Map<FailureReason, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
