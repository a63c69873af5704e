package io.streamwheel.analysis.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.analysis.interaction.WriteResult;
import io.streamwheel.analysis.pipeline.StoreLag;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrometerStoreMetricsTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreLag lag = new StoreLag();
    private final MicrometerStoreMetrics metrics = new MicrometerStoreMetrics(registry, lag);

    @Test
    void handledIsTheSumOfAllFates() {
        metrics.written(new WriteResult(5, 4, 3, 2));
        metrics.failed(1);
        metrics.handled(15);
        double fates =
                registry.find("streamwheel.analysis.events").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum();
        assertThat(registry.get("streamwheel.analysis.handled").counter().count())
                .isEqualTo(fates)
                .isEqualTo(15);
    }

    @Test
    void fatesAreToldApart() {
        metrics.written(new WriteResult(5, 4, 3, 2));
        assertThat(count("stored")).isEqualTo(5);
        assertThat(count("duplicate")).isEqualTo(4);
        assertThat(count("filtered")).isEqualTo(3);
        assertThat(count("redelivered")).isEqualTo(2);
        assertThat(count("failed")).isZero();
    }

    @Test
    void lagIsInSeconds() {
        lag.wrote(AT, AT.plusMillis(1500));
        assertThat(registry.get("streamwheel.analysis.lag").gauge().value()).isEqualTo(1.5);
    }

    private double count(String fate) {
        return registry.get("streamwheel.analysis.events").tag("fate", fate).counter().count();
    }
}
