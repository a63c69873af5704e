package io.streamwheel.transport.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MicrometerLinkMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerLinkMetrics metrics =
            new MicrometerLinkMetrics(registry, Clock.systemUTC());

    @Test
    void whatIsPublishedIsConfirmedOrFailed() {
        for (int i = 0; i < 5; i++) {
            metrics.published("q");
        }
        metrics.confirmed("q", Duration.ofMillis(2));
        metrics.confirmed("q", Duration.ofMillis(4));
        metrics.failed("q", Reason.NACKED);
        metrics.failed("q", Reason.TIMED_OUT);
        metrics.failed("q", Reason.TIMED_OUT);
        assertThat(sum("streamwheel.publisher.published")).isEqualTo(5);
        assertThat(registry.get("streamwheel.publisher.confirms").timer().count()).isEqualTo(2);
        assertThat(sum("streamwheel.publisher.failures")).isEqualTo(3);
        assertThat(
                        registry.get("streamwheel.publisher.failures")
                                .tag("reason", "timed_out")
                                .counter()
                                .count())
                .isEqualTo(2);
    }

    @Test
    void whatIsDeliveredIsAcknowledgedOrAbandoned() {
        metrics.delivered("q", 7);
        metrics.acknowledged("q", 4);
        metrics.retried("q", 3);
        metrics.abandoned("q", 3);
        assertThat(outcome("delivered")).isEqualTo(outcome("acknowledged") + outcome("abandoned"));
        assertThat(sum("streamwheel.consumer.retries")).isEqualTo(1);
    }

    @Test
    void queuesAreCountedApart() {
        metrics.published("a");
        metrics.published("b");
        metrics.published("b");
        assertThat(
                        registry.get("streamwheel.publisher.published")
                                .tag("queue", "b")
                                .counter()
                                .count())
                .isEqualTo(2);
    }

    private double outcome(String outcome) {
        return registry.get("streamwheel.consumer.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double sum(String name) {
        return registry.get(name).counters().stream().mapToDouble(Counter::count).sum();
    }
}
