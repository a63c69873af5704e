package io.streamwheel.transport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits beside a queue because only a newer program can read it. At the start, and every few
 * minutes, walks once over what waits at that moment: what this program can read goes back to the
 * queue, the rest to the end of the parked ones. Of both the copy is confirmed before the original
 * is acknowledged, so a crash may double a message, which is harmless here, and never loses one.
 *
 * <p>Several instances may walk at the same time: each message is in the hands of one of them.
 */
public final class ParkedMessages implements AutoCloseable {

    /** Messages that a walk has in hand at most; the publisher must allow for them. */
    public static final int WINDOW = 32;

    /** The same by size; a single message may be larger. */
    public static final int WINDOW_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ParkedMessages.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final Broker broker;
    private final Topology topology;
    private final String queue;
    private final String parked;
    private final ConfirmedPublisher publisher;
    private final Predicate<byte[]> isReadable;
    private final Duration every;
    private final AtomicLong waiting = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    /**
     * @param topology has the queue and the one beside it
     * @param queue that the messages came from
     * @param isReadable whether a message can be handled now, be it a stranger's
     * @param every from the end of one walk to the next
     */
    public ParkedMessages(
            Broker broker,
            Topology topology,
            String queue,
            ConfirmedPublisher publisher,
            Predicate<byte[]> isReadable,
            Duration every) {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("every must be positive: " + every);
        }
        this.broker = broker;
        this.topology = topology;
        this.queue = queue;
        this.parked = Queues.parked(queue);
        this.publisher = publisher;
        this.isReadable = isReadable;
        this.every = every;
        this.thread = Thread.ofPlatform().daemon().name("parked-" + queue).unstarted(this::run);
    }

    /** Begins with a walk in the background. */
    public void start() {
        thread.start();
    }

    /** Tells that a consumer has parked more, of which the broker has confirmed each. */
    public void arrived(int messages) {
        if (messages > 0 && waiting.getAndAdd(messages) == 0) {
            LOG.warn(
                    "Messages of a newer version come from {}: they wait in {} until this program is"
                            + " upgraded",
                    queue,
                    parked);
        }
    }

    /** How many waited when this process last looked, and what it has parked since. */
    public long waiting() {
        return waiting.get();
    }

    private void run() {
        boolean everything = true;
        boolean told = false;
        try {
            while (closing.getCount() > 0) {
                Duration pause = every;
                try {
                    walk(everything);
                    everything = false;
                    told = false;
                } catch (IOException | TimeoutException | ExecutionException | RuntimeException e) {
                    if (!told) {
                        LOG.info("{} is not looked at: {}", parked, Causes.of(e));
                        told = true;
                    }
                    pause = RETRY.compareTo(every) < 0 ? RETRY : every;
                }
                closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param everything go on where nothing can be read, as only the first walk of a process has
     *     to: what it could not read then it cannot read later, and what is put there later by an
     *     older program than this stands together
     */
    private void walk(boolean everything)
            throws IOException, TimeoutException, ExecutionException, InterruptedException {
        Broker.Link link = broker.connect("parked-" + queue);
        try {
            Channel channel = link.connection().createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no channel");
            }
            topology.declare(channel);
            long there = channel.queueDeclarePassive(parked).getMessageCount();
            boolean goOn = there > 0;
            long back = 0;
            for (long left = there; goOn && left > 0 && closing.getCount() > 0; ) {
                Handful handful = take(channel, left);
                left -= handful.messages;
                back += handful.readable;
                goOn = handful.messages > 0 && (everything || handful.readable > 0);
            }
            waiting.set(channel.queueDeclarePassive(parked).getMessageCount());
            if (back > 0) {
                LOG.info("{} messages went from {} back to {}", back, parked, queue);
            }
        } finally {
            link.close();
        }
    }

    private record Handful(int messages, int readable) {}

    /** Moves some messages; they are acknowledged when all their copies are confirmed. */
    private Handful take(Channel channel, long most)
            throws IOException, ExecutionException, InterruptedException {
        List<CompletableFuture<Void>> copies = new ArrayList<>();
        int readable = 0;
        int bytes = 0;
        long lastTag = 0;
        while (copies.size() < Math.min(most, WINDOW) && bytes < WINDOW_BYTES) {
            GetResponse message = channel.basicGet(parked, false);
            if (message == null) {
                break;
            }
            byte[] body = message.getBody();
            boolean comesBack = isReadable.test(body);
            copies.add(publisher.publish(comesBack ? queue : parked, body));
            readable += comesBack ? 1 : 0;
            bytes += body.length;
            lastTag = message.getEnvelope().getDeliveryTag();
        }
        for (CompletableFuture<Void> copy : copies) {
            copy.get();
        }
        if (!copies.isEmpty()) {
            channel.basicAck(lastTag, true);
        }
        return new Handful(copies.size(), readable);
    }

    /** Lets what is in hand be confirmed, for up to 3 s. A second call does not wait. */
    @Override
    public void close() {
        closing.countDown();
        if (!closed.compareAndSet(false, true) || thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
