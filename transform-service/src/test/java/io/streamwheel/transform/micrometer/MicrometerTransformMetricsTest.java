package io.streamwheel.transform.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.pipeline.BatchTally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicrometerTransformMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerTransformMetrics metrics = new MicrometerTransformMetrics(registry);

    @Test
    void theEquationsHoldBetweenTheCounters() {
        metrics.handled(
                new BatchTally(
                        10,
                        5,
                        3,
                        100,
                        80,
                        11,
                        2,
                        Map.of(FailureReason.NOT_AN_ENVELOPE, 2),
                        Map.of(FailureReason.NUL_IN_TEXT, 3, FailureReason.UNMAPPABLE, 4)));
        metrics.handled(new BatchTally(1, 1, 0, 10, 10, 0, 0, Map.of(), Map.of()));

        assertThat(sum("messages"))
                .isEqualTo(11)
                .isEqualTo(sum("envelopes") + sum("strangers") + sum("parked"));
        assertThat(sum("decoded"))
                .isEqualTo(110)
                .isEqualTo(sum("enriched") + sum("duplicates") + sum("filtered") + sum("failed"));
        assertThat(
                        registry.get("streamwheel.transform.failed")
                                .tag("reason", "nul-in-text")
                                .counter()
                                .count())
                .isEqualTo(3);
    }

    @Test
    void aRetriedBatchCountsNothingElse() {
        metrics.retried();

        assertThat(sum("batches.retried")).isEqualTo(1);
        assertThat(sum("decoded") + sum("messages")).isZero();
    }

    @Test
    void everyReasonIsThereFromTheStart() {
        assertThat(registry.find("streamwheel.transform.failed").counters())
                .hasSize(FailureReason.values().length);
    }

    private double sum(String name) {
        return registry.find("streamwheel.transform." + name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
