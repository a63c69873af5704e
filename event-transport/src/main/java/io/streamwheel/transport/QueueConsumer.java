package io.streamwheel.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Takes batches of messages from a queue, hands them to a {@link BatchHandler} and acknowledges
 * last.
 *
 * <p>A batch whose handler throws stays in hand and is tried again with backoff and jitter, while
 * the prefetch keeps the broker from handing out more; after minutes the channel is closed, so that
 * the broker gives the messages to somebody else. When the connection goes, the batch in hand is
 * forgotten after its handler returns, for the broker delivers it again. A queue that somebody
 * deletes is declared again.
 *
 * <p>Each unit of concurrency has a connection, a channel and a thread of its own.
 */
public final class QueueConsumer implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final List<ConsumerLane> lanes;
    private final AtomicBoolean closed = new AtomicBoolean();

    public QueueConsumer(
            Broker broker, Topology topology, ConsumerSettings settings, BatchHandler handler) {
        this(broker, topology, settings, handler, ConsumerMetrics.NONE);
    }

    public QueueConsumer(
            Broker broker,
            Topology topology,
            ConsumerSettings settings,
            BatchHandler handler,
            ConsumerMetrics metrics) {
        this(broker, topology, settings, handler, metrics, RetryPolicy.DEFAULT);
    }

    QueueConsumer(
            Broker broker,
            Topology topology,
            ConsumerSettings settings,
            BatchHandler handler,
            ConsumerMetrics metrics,
            RetryPolicy policy) {
        AtomicReference<String> told = new AtomicReference<>("");
        this.lanes =
                IntStream.range(0, settings.concurrency())
                        .mapToObj(each ->
                                new ConsumerLane(
                                        broker, topology, settings, handler, metrics, policy, told))
                        .toList();
    }

    /** Connects in the background, and goes on trying. */
    public void start() {
        lanes.forEach(ConsumerLane::start);
    }

    /** Whether batches are being taken, or why not. */
    public LinkState state() {
        for (ConsumerLane lane : lanes) {
            if (!lane.state().up()) {
                return lane.state();
            }
        }
        return LinkState.UP;
    }

    /**
     * When the oldest message was published that the broker has handed to this consumer and that is
     * not acknowledged. A queue keeps its order, so nothing older waits there; with several
     * consumers, the oldest of all is the queue's.
     */
    public Optional<Instant> oldestWaiting() {
        return lanes.stream()
                .map(ConsumerLane::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /**
     * For how long the message of {@link #oldestWaiting()} waits; zero when none does, empty while
     * the consumer is not connected.
     */
    public Optional<Duration> oldestAge(Instant now) {
        Optional<Duration> age =
                oldestWaiting()
                        .map(publishedAt -> Duration.between(publishedAt, now))
                        .map(each -> each.isNegative() ? Duration.ZERO : each);
        return age.isPresent() || !state().up() ? age : Optional.of(Duration.ZERO);
    }

    /**
     * Takes no more, lets the batch in hand finish (up to 5 s), acknowledges it, closes the
     * connection. A second call does not wait.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lanes.forEach(ConsumerLane::stop);
        long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        for (ConsumerLane lane : lanes) {
            lane.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }
}
