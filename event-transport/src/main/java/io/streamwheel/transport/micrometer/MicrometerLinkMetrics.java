package io.streamwheel.transport.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.ConsumerMetrics;
import io.streamwheel.transport.LinkState;
import io.streamwheel.transport.PublishFailedException.Reason;
import io.streamwheel.transport.PublisherMetrics;
import io.streamwheel.transport.QueueConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code streamwheel.consumer.*} and {@code streamwheel.publisher.*}, in messages by {@code queue};
 * at rest, and whatever failed meanwhile:
 *
 * <pre>
 * consumer.messages{outcome=delivered} = {outcome=acknowledged} + {outcome=abandoned}
 * publisher.published = publisher.confirms (count) + publisher.failures (all reasons)
 * </pre>
 */
public final class MicrometerLinkMetrics implements ConsumerMetrics, PublisherMetrics {

    private static final String CONSUMER = "streamwheel.consumer.";
    private static final String PUBLISHER = "streamwheel.publisher.";
    private static final String QUEUE = "queue";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Taking> taking = new ConcurrentHashMap<>();
    private final Map<String, Sending> sending = new ConcurrentHashMap<>();

    public MicrometerLinkMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private record Taking(
            Counter delivered, Counter acknowledged, Counter abandoned, Counter retries) {}

    private record Sending(Counter published, Timer confirms, Map<Reason, Counter> failures) {}

    /**
     * Shows whether a consumer takes ({@code consumer.up}), and how many seconds the oldest message
     * has waited that it has not acknowledged ({@code consumer.oldest}; no number while it is not
     * connected).
     */
    public void watch(String queue, QueueConsumer consumer) {
        up(CONSUMER + "up", queue, consumer::state);
        Gauge.builder(CONSUMER + "oldest", consumer, this::secondsOfOldest)
                .description("Age of the oldest message that is not acknowledged")
                .baseUnit("seconds")
                .tag(QUEUE, queue)
                .strongReference(true)
                .register(registry);
        taking(queue);
    }

    /** Shows whether a publisher would send now ({@code publisher.up}). */
    public void watch(String queue, ConfirmedPublisher publisher) {
        up(PUBLISHER + "up", queue, publisher::state);
        sending(queue);
    }

    private void up(String name, String queue, Supplier<LinkState> state) {
        Gauge.builder(name, state, each -> each.get().up() ? 1 : 0)
                .description("1 while it works")
                .tag(QUEUE, queue)
                .strongReference(true)
                .register(registry);
    }

    private double secondsOfOldest(QueueConsumer consumer) {
        return consumer.oldestAge(clock.instant())
                .map(age -> age.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    @Override
    public void delivered(String queue, int messages) {
        taking(queue).delivered().increment(messages);
    }

    @Override
    public void acknowledged(String queue, int messages) {
        taking(queue).acknowledged().increment(messages);
    }

    @Override
    public void abandoned(String queue, int messages) {
        taking(queue).abandoned().increment(messages);
    }

    @Override
    public void retried(String queue, int messages) {
        taking(queue).retries().increment();
    }

    @Override
    public void published(String queue) {
        sending(queue).published().increment();
    }

    @Override
    public void confirmed(String queue, Duration latency) {
        sending(queue).confirms().record(latency);
    }

    @Override
    public void failed(String queue, Reason reason) {
        sending(queue)
                .failures()
                .computeIfAbsent(reason, each -> failures(queue, each))
                .increment();
    }

    private Taking taking(String queue) {
        Taking known = taking.get(queue);
        return known != null
                ? known
                : taking.computeIfAbsent(
                        queue,
                        each ->
                                new Taking(
                                        messages(each, "delivered"),
                                        messages(each, "acknowledged"),
                                        messages(each, "abandoned"),
                                        Counter.builder(CONSUMER + "retries")
                                                .description("Batches that were tried again")
                                                .tag(QUEUE, each)
                                                .register(registry)));
    }

    private Counter messages(String queue, String outcome) {
        return Counter.builder(CONSUMER + "messages")
                .description("Messages taken, and what became of them")
                .tag(QUEUE, queue)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Sending sending(String queue) {
        Sending known = sending.get(queue);
        return known != null
                ? known
                : sending.computeIfAbsent(
                        queue,
                        each ->
                                new Sending(
                                        Counter.builder(PUBLISHER + "published")
                                                .description("Messages that were to be sent")
                                                .tag(QUEUE, each)
                                                .register(registry),
                                        Timer.builder(PUBLISHER + "confirms")
                                                .description("Messages that the broker has")
                                                .tag(QUEUE, each)
                                                .register(registry),
                                        new ConcurrentHashMap<>()));
    }

    private Counter failures(String queue, Reason reason) {
        return Counter.builder(PUBLISHER + "failures")
                .description("Messages of which it is not known that the broker has them")
                .tag(QUEUE, queue)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
