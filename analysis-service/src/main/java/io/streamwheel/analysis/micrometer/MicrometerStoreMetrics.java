package io.streamwheel.analysis.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.analysis.interaction.StoreMetrics;
import io.streamwheel.analysis.interaction.WriteResult;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.StoreLag;

/**
 * {@code streamwheel.analysis.handled} and {@code streamwheel.analysis.events} by {@code fate}: at
 * rest the first is the sum of the second. {@code streamwheel.analysis.lag} is in seconds.
 */
public final class MicrometerStoreMetrics implements StoreMetrics {

    private final Counter handled;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter filtered;
    private final Counter failed;
    private final Counter redelivered;

    public MicrometerStoreMetrics(MeterRegistry registry, StoreLag lag) {
        handled =
                Counter.builder("streamwheel.analysis.handled")
                        .description("Events of finished batches")
                        .register(registry);
        stored = ofFate(registry, Fate.STORED.slug());
        duplicates = ofFate(registry, Fate.DUPLICATE.slug());
        filtered = ofFate(registry, Fate.FILTERED.slug());
        failed = ofFate(registry, Fate.FAILED.slug());
        redelivered = ofFate(registry, "redelivered");
        registry.gauge("streamwheel.analysis.lag", lag, each -> each.last().toMillis() / 1000.0);
    }

    private static Counter ofFate(MeterRegistry registry, String fate) {
        return Counter.builder("streamwheel.analysis.events")
                .description("Events by what became of them")
                .tag("fate", fate)
                .register(registry);
    }

    @Override
    public void handled(int events) {
        handled.increment(events);
    }

    @Override
    public void written(WriteResult result) {
        stored.increment(result.stored());
        duplicates.increment(result.duplicates());
        filtered.increment(result.filtered());
        redelivered.increment(result.redelivered());
    }

    @Override
    public void failed(int events) {
        failed.increment(events);
    }
}
