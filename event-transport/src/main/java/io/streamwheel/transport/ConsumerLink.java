package io.streamwheel.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a consumer, from its opening to its end. Delivery tags mean something on their
 * own channel only, so an acknowledgement goes through the link that the delivery came by, or
 * nowhere.
 */
final class ConsumerLink {

    private final Broker.Link link;
    private final Channel channel;
    private final String queue;
    private final ConsumerSettings settings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String endedBy;
    private volatile @Nullable Batch inHand;
    private volatile AmqpFailure failure = AmqpFailure.TRANSIENT;

    /** Bounded by the prefetch, plus one that only wakes the taker. */
    private final BlockingQueue<Tagged> arrived = new LinkedBlockingQueue<>();

    private ConsumerLink(Broker.Link link, Channel channel, ConsumerSettings settings) {
        this.link = link;
        this.channel = channel;
        this.settings = settings;
        queue = settings.queue();
    }

    /** Takes the connection over, and closes it when the queue cannot be had. */
    static ConsumerLink open(Broker.Link link, Topology topology, ConsumerSettings settings)
            throws IOException {
        try {
            return consume(link, topology, settings);
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static ConsumerLink consume(
            Broker.Link link, Topology topology, ConsumerSettings settings) throws IOException {
        Channel channel = link.connection().createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no channel");
        }
        topology.declare(channel);
        channel.basicQos(settings.prefetch());
        ConsumerLink consumer = new ConsumerLink(link, channel, settings);
        channel.addShutdownListener(consumer::shutDown);
        channel.basicConsume(settings.queue(), false, consumer.new Arrivals());
        return consumer;
    }

    /**
     * Waits for a message, then for a batch to fill.
     *
     * @param maxIdle how long to wait for the first message
     * @return empty when none came or the link has ended
     */
    Batch take(Duration maxIdle) throws InterruptedException {
        Batch batch = new Batch();
        Tagged first = arrived.poll(maxIdle.toNanos(), TimeUnit.NANOSECONDS);
        long deadline = System.nanoTime() + settings.maxWait().toNanos();
        for (Tagged each = first; each != null && each.delivery != null; ) {
            batch.add(each.tag, each.delivery);
            if (batch.isFull()) {
                break;
            }
            each = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        if (hasEnded()) {
            batch.clear();
        }
        inHand = batch;
        return batch;
    }

    /** Ends the link when the queue is gone, which Qpid does not tell a consumer. */
    void check() throws IOException {
        channel.queueDeclarePassive(queue);
    }

    /** Acknowledges everything up to the end of the batch. */
    void acknowledge(Batch batch) throws IOException {
        channel.basicAck(batch.lastTag, true);
        inHand = null;
    }

    /** When the oldest message that is not acknowledged was published, as far as that is known. */
    @Nullable Instant oldest() {
        Batch batch = inHand;
        if (batch != null && batch.size() > 0) {
            return batch.deliveries.getFirst().publishedAt();
        }
        Tagged next = arrived.peek();
        return next == null || next.delivery == null ? null : next.delivery.publishedAt();
    }

    private void shutDown(ShutdownSignalException cause) {
        failure = AmqpFailure.ofOpen(cause);
        end(Causes.of(cause));
    }

    /** What its end says about whose fault it is. */
    AmqpFailure failure() {
        return failure;
    }

    /** Wakes whoever waits for messages or for the end. */
    void end(String cause) {
        if (endedBy == null) {
            endedBy = cause;
        }
        ended.countDown();
        arrived.add(Tagged.WAKE);
    }

    boolean hasEnded() {
        return endedBy != null;
    }

    String endedBy() {
        String cause = endedBy;
        return cause == null ? "" : cause;
    }

    /** Waits, unless the link ends first; says whether it has. */
    boolean pause(Duration most) throws InterruptedException {
        return ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    void close() {
        link.close();
        end("closed");
    }

    void sever() {
        link.sever();
    }

    /** Messages in the order of the queue, and the tag of the last. */
    final class Batch {

        private final List<Delivery> deliveries = new ArrayList<>();
        private long bytes;
        private long lastTag;

        private Batch() {}

        private void add(long tag, Delivery delivery) {
            deliveries.add(delivery);
            bytes += delivery.body().length;
            lastTag = tag;
        }

        private void clear() {
            deliveries.clear();
        }

        private boolean isFull() {
            return size() == settings.batchSize() || bytes >= settings.batchBytes();
        }

        int size() {
            return deliveries.size();
        }

        List<Delivery> deliveries() {
            return List.copyOf(deliveries);
        }
    }

    private record Tagged(long tag, @Nullable Delivery delivery) {

        static final Tagged WAKE = new Tagged(0, null);
    }

    private final class Arrivals extends DefaultConsumer {

        Arrivals() {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
            arrived.add(
                    new Tagged(
                            envelope.getDeliveryTag(),
                            new Delivery(
                                    queue, body, envelope.isRedeliver(), publishedAt(properties))));
        }

        private static @Nullable Instant publishedAt(BasicProperties properties) {
            Date timestamp = properties.getTimestamp();
            return timestamp == null ? null : timestamp.toInstant();
        }

        /** The queue was deleted, or its leader is moving. */
        @Override
        public void handleCancel(String consumerTag) {
            end("the broker cancelled the consumer of " + queue);
        }
    }
}
