package io.streamwheel.transform.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.pipeline.BatchTally;
import io.streamwheel.transform.pipeline.TransformMetrics;
import java.util.EnumMap;
import java.util.Map;

/** Counters named {@code streamwheel.transform.*}; the reason of a failure is the only label. */
public final class MicrometerTransformMetrics implements TransformMetrics {

    private static final String PREFIX = "streamwheel.transform.";

    private final Counter messages;
    private final Counter envelopes;
    private final Counter parked;
    private final Map<FailureReason, Counter> strangers;
    private final Counter decoded;
    private final Counter enriched;
    private final Counter duplicates;
    private final Counter filtered;
    private final Map<FailureReason, Counter> failed;
    private final Counter retried;

    public MicrometerTransformMetrics(MeterRegistry registry) {
        messages = counter(registry, "messages", "Messages taken from the queue");
        envelopes = counter(registry, "envelopes", "Messages that could be decoded");
        parked = counter(registry, "parked", "Messages that only a newer program can read");
        strangers = byReason(registry, "strangers", "Messages that could not be decoded");
        decoded = counter(registry, "decoded", "Events in the envelopes");
        enriched = counter(registry, "enriched", "Events that went on to the store");
        duplicates = counter(registry, "duplicates", "Events that the sieve held back");
        filtered = counter(registry, "filtered", "Events that nobody wants");
        failed = byReason(registry, "failed", "Events that cannot be used");
        retried = counter(registry, "batches.retried", "Batches that could not be published");
    }

    @Override
    public void handled(BatchTally tally) {
        messages.increment(tally.messages());
        envelopes.increment(tally.envelopes());
        parked.increment(tally.parked());
        tally.strangers().forEach((reason, count) -> of(strangers, reason).increment(count));
        decoded.increment(tally.decoded());
        enriched.increment(tally.enriched());
        duplicates.increment(tally.duplicates());
        filtered.increment(tally.filtered());
        tally.failed().forEach((reason, count) -> of(failed, reason).increment(count));
    }

    @Override
    public void retried() {
        retried.increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    /** All of them from the start, so that the first failure is a change and not an appearance. */
    private static Map<FailureReason, Counter> byReason(
            MeterRegistry registry, String name, String description) {
        Map<FailureReason, Counter> counters = new EnumMap<>(FailureReason.class);
        for (FailureReason reason : FailureReason.values()) {
            counters.put(
                    reason,
                    Counter.builder(PREFIX + name)
                            .description(description)
                            .tag("reason", reason.slug())
                            .register(registry));
        }
        return counters;
    }

    private static Counter of(Map<FailureReason, Counter> counters, FailureReason reason) {
        Counter counter = counters.get(reason);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return counter;
    }
}
