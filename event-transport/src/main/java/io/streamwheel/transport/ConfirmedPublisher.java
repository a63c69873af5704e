package io.streamwheel.transport;

import io.streamwheel.transport.PublishFailedException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes persistent messages to queues by name and tells when the broker has them.
 *
 * <p>{@link #publish} never blocks: the socket belongs to one thread, so a frozen broker stalls
 * that thread and not the callers, whose futures end by the time-out. A return (mandatory message
 * without a route) is a failure whatever the broker confirms after it. While the connection is away
 * or blocked, publishing fails at once; the connection is opened again in the background, with
 * backoff. A broker that takes messages and confirms none for two time-outs is left and connected
 * to anew.
 *
 * <p>Futures end on the publisher's threads: what hangs on them must not block.
 */
public final class ConfirmedPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedPublisher.class);
    private static final Duration LONGEST_HALT = Duration.ofSeconds(30);
    private static final Duration LONGEST_SWEEP_PAUSE = Duration.ofMillis(50);
    private static final long IDLE_MILLIS = 50;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final Broker broker;
    private final Topology topology;
    private final PublisherSettings settings;
    private final InFlight inFlight;
    private final LinkedBlockingQueue<PendingMessage> handedOver = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread owner;
    private final Thread sweeper;
    private volatile @Nullable PublishLink link;
    private volatile String cause = "not started";

    /** The last line in the log about the link: none, or why there is none. The owner's. */
    private @Nullable AmqpFailure told;

    /** A link opened, and was then ended for what was published on it. The owner's. */
    private boolean refused;

    public ConfirmedPublisher(Broker broker, Topology topology, PublisherSettings settings) {
        this(broker, topology, settings, PublisherMetrics.NONE);
    }

    public ConfirmedPublisher(
            Broker broker,
            Topology topology,
            PublisherSettings settings,
            PublisherMetrics metrics) {
        this.broker = broker;
        this.topology = topology;
        this.settings = settings;
        this.inFlight = new InFlight(settings, metrics);
        this.owner = Thread.ofPlatform().daemon().name("publisher").unstarted(this::own);
        this.sweeper =
                Thread.ofPlatform().daemon().name("publisher-sweeper").unstarted(this::sweep);
    }

    /** Connects in the background, and goes on trying. */
    public void start() {
        cause = "not connected yet";
        owner.start();
        sweeper.start();
    }

    /**
     * Sends one message.
     *
     * @return completes when the broker has confirmed; completes with {@link
     *     PublishFailedException} otherwise, within the confirm time-out
     */
    public CompletableFuture<Void> publish(String queue, byte[] body) {
        PendingMessage message = new PendingMessage(queue, body, System.nanoTime(), inFlight);
        boolean room = inFlight.enter(message);
        PublishLink current = link;
        if (isClosing()) {
            message.fail(Reason.CLOSED, "the publisher is closing");
        } else if (current == null || current.endedBy() != null) {
            message.fail(Reason.DISCONNECTED, "no connection to the broker: " + cause);
        } else if (current.blockedBy() instanceof String blocked) {
            message.fail(Reason.BLOCKED, blocked);
        } else if (!room) {
            message.fail(Reason.OVERLOADED, "too much waits for confirms: " + inFlight);
        } else {
            handedOver.add(message);
            if (closed.getCount() == 0) {
                message.fail(Reason.CLOSED, "the publisher is closed");
            }
        }
        return message.future;
    }

    /** Whether a message would be sent now, or why not. */
    public LinkState state() {
        PublishLink current = link;
        if (isClosing()) {
            return LinkState.down("the publisher is closing");
        }
        if (current == null || current.endedBy() != null) {
            return LinkState.down(cause);
        }
        return current.blockedBy() instanceof String blocked
                ? LinkState.down(blocked)
                : LinkState.UP;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** The life of the one thread that writes. */
    private void own() {
        Reconnection reconnection = new Reconnection(LONGEST_HALT);
        try {
            while (!isClosing()) {
                AmqpFailure failure = attempt(reconnection);
                leave(failure, reconnection);
                if (!isClosing()) {
                    tell(failure);
                    pause(closing, reconnection.pauseAfter(failure));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(AmqpFailure.TRANSIENT, reconnection);
            closed.countDown();
        }
    }

    /** Opens a link and writes until it ends; says whose fault the end is. */
    private AmqpFailure attempt(Reconnection reconnection) throws InterruptedException {
        try {
            PublishLink opened = PublishLink.open(broker.connect("publish"), topology);
            link = opened;
            reconnection.opened();
            if (!refused) {
                LOG.info("Publishing to the broker is possible");
                told = null;
            }
            writeWhileOpen(opened);
            return opened.failure();
        } catch (IOException | TimeoutException | RuntimeException e) {
            cause = Causes.of(e);
            return link == null ? AmqpFailure.ofOpening(e) : AmqpFailure.ofOpen(e);
        }
    }

    /** One line until publishing works again. */
    private void tell(AmqpFailure failure) {
        if (failure != told) {
            switch (failure) {
                case TRANSIENT -> LOG.warn("Publishing to the broker is not possible: {}", cause);
                case HALT -> LOG.error("Not publishing, a person has to look: {}", cause);
            }
            told = failure;
        }
        if (failure == AmqpFailure.HALT) {
            cause = "halted: " + cause;
        }
    }

    private void writeWhileOpen(PublishLink opened) throws IOException, InterruptedException {
        while (opened.endedBy() == null && !(isClosing() && inFlight.isEmpty())) {
            PendingMessage message = handedOver.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (message == null || message.hasEnded()) {
                continue;
            }
            if (opened.blockedBy() instanceof String blocked) {
                message.fail(Reason.BLOCKED, blocked);
            } else {
                opened.write(message);
            }
        }
    }

    /** Forgets the connection and fails what relied on it. */
    private void leave(AmqpFailure failure, Reconnection reconnection) {
        PublishLink left = link;
        link = null;
        if (left != null) {
            if (left.endedBy() instanceof String end) {
                cause = end;
            }
            if (left.hasSettled()) {
                reconnection.worked();
            }
            refused = failure == AmqpFailure.HALT;
            left.close();
        }
        failHandedOver(Long.MAX_VALUE / 2 + System.nanoTime(), Reason.DISCONNECTED, cause);
    }

    private void failHandedOver(long publishedBefore, Reason reason, String why) {
        for (PendingMessage message : handedOver) {
            if (message.publishedAt - publishedBefore < 0 && handedOver.remove(message)) {
                message.fail(reason, why);
            }
        }
    }

    /** Ends what waits too long, also while the owner hangs in the socket. */
    private void sweep() {
        long timeout = settings.confirmTimeout().toNanos();
        Duration every = settings.confirmTimeout().dividedBy(20);
        if (every.compareTo(LONGEST_SWEEP_PAUSE) > 0) {
            every = LONGEST_SWEEP_PAUSE;
        }
        try {
            while (!pause(closed, every)) {
                long now = System.nanoTime();
                failHandedOver(now - timeout, Reason.TIMED_OUT, "not written in time");
                PublishLink current = link;
                if (current != null) {
                    current.failPublishedBefore(now - timeout);
                    current.severIfSilentSince(now - 2 * timeout);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the latch opened meanwhile. */
    private static boolean pause(CountDownLatch until, Duration most) throws InterruptedException {
        return until.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Takes no more, waits up to the confirm time-out for what is in flight, then closes the
     * connection.
     */
    @Override
    public void close() {
        closing.countDown();
        if (owner.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (pause(closed, settings.confirmTimeout().plus(LAST_PATIENCE))) {
                return;
            }
            PublishLink current = link;
            if (current != null) {
                current.sever();
            }
            if (!pause(closed, LAST_PATIENCE)) {
                LOG.warn("The publisher's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
