package io.streamwheel.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.problem.Problem;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code streamwheel.ingest.events} by {@code outcome}: {@code received}, {@code accepted}, {@code
 * rejected}, {@code published}, {@code unpublished}; and {@code streamwheel.ingest.refusals} by
 * {@code reason}.
 */
public final class MicrometerCollectorMetrics implements CollectorMetrics {

    private final Counter received;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter published;
    private final Counter unpublished;
    private final Map<Problem, Counter> refusals = new EnumMap<>(Problem.class);

    public MicrometerCollectorMetrics(MeterRegistry registry) {
        received = events(registry, "received");
        accepted = events(registry, "accepted");
        rejected = events(registry, "rejected");
        published = events(registry, "published");
        unpublished = events(registry, "unpublished");
        for (Problem reason : Problem.values()) {
            refusals.put(
                    reason,
                    Counter.builder("streamwheel.ingest.refusals")
                            .description("Requests that were refused as a whole")
                            .tag("reason", reason.slug())
                            .register(registry));
        }
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("streamwheel.ingest.events")
                .description("Events of readable requests")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void judged(int acceptedEvents, int rejectedEvents) {
        received.increment(acceptedEvents + rejectedEvents);
        accepted.increment(acceptedEvents);
        rejected.increment(rejectedEvents);
    }

    @Override
    public void published(int events) {
        published.increment(events);
    }

    @Override
    public void unpublished(int events) {
        unpublished.increment(events);
    }

    @Override
    public void refused(Problem reason) {
        Counter counter = refusals.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
