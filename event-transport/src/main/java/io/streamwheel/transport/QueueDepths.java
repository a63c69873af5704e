package io.streamwheel.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how many messages wait in the queues. Keeps its own connection; answers from the
 * last look when the broker is away.
 */
public final class QueueDepths implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDepths.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofMillis(100);

    private final Broker broker;
    private final Topology topology;
    private final ExecutorService asker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("queue-depths").factory());
    private volatile Map<String, Long> last = Map.of();
    private volatile Map<String, Integer> consumers = Map.of();
    private volatile boolean answered;
    private volatile Broker.@Nullable Link link;
    private @Nullable Channel channel;
    private boolean away;
    private @Nullable CompletableFuture<Void> look;
    private long lookEndedAt;

    public QueueDepths(Broker broker, Topology topology) {
        this.broker = broker;
        this.topology = topology;
    }

    /**
     * Messages that wait, by queue; a queue that could not be asked is absent. Takes a second at
     * most, and is a tenth of a second old at most unless the broker is away.
     */
    public Map<String, Long> read() {
        try {
            look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RejectedExecutionException e) {
            answered = false;
            LOG.debug("The broker does not say how many messages wait", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("queue depths", e.getCause());
        }
        return last;
    }

    /** How many take from each queue, as of the last look that was answered. */
    public Map<String, Integer> consumers() {
        return consumers;
    }

    /** Whether the broker answered the last look. */
    public boolean answered() {
        return answered;
    }

    /** The look that is going on or has just ended, or else a new one. */
    private synchronized CompletableFuture<Void> look() {
        CompletableFuture<Void> current = look;
        if (current != null
                && (!current.isDone() || System.nanoTime() - lookEndedAt < FRESH.toNanos())) {
            return current;
        }
        CompletableFuture<Void> started =
                CompletableFuture.runAsync(this::askAll, asker)
                        .whenComplete((nothing, problem) -> lookEnded());
        look = started;
        return started;
    }

    private synchronized void lookEnded() {
        lookEndedAt = System.nanoTime();
    }

    private void askAll() {
        try {
            Map<String, Long> depths = new LinkedHashMap<>();
            Map<String, Integer> takers = new LinkedHashMap<>();
            for (String queue : topology.queues()) {
                ask(queue, depths, takers);
            }
            last = Map.copyOf(depths);
            consumers = Map.copyOf(takers);
            answered = true;
            if (away) {
                LOG.info("The broker tells queue depths again");
                away = false;
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            answered = false;
            if (!away) {
                LOG.warn("The broker tells no queue depths: {}", Causes.of(e));
                away = true;
            }
            disconnect();
        }
    }

    private void ask(String queue, Map<String, Long> depths, Map<String, Integer> takers)
            throws IOException, TimeoutException {
        Channel open = channel();
        try {
            AMQP.Queue.DeclareOk declared = open.queueDeclarePassive(queue);
            depths.put(queue, (long) declared.getMessageCount());
            takers.put(queue, declared.getConsumerCount());
        } catch (IOException e) {
            if (!open.getConnection().isOpen()) {
                throw e;
            }
            LOG.debug("Queue {} was not asked: {}", queue, Causes.of(e)); // it closed the channel
        }
    }

    private Channel channel() throws IOException, TimeoutException {
        Broker.Link current = link;
        if (current == null || !current.connection().isOpen()) {
            disconnect();
            current = broker.connect("depths");
            link = current;
        }
        Channel open = channel;
        if (open == null || !open.isOpen()) {
            open = current.connection().createChannel();
            if (open == null) {
                throw new IOException("the broker allows no channel");
            }
            channel = open;
        }
        return open;
    }

    private void disconnect() {
        Broker.Link current = link;
        if (current != null) {
            current.close();
        }
        link = null;
        channel = null;
    }

    @Override
    public void close() {
        asker.shutdownNow();
        Broker.Link current = link;
        if (current != null) {
            current.close();
        }
    }
}
