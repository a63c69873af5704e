package io.streamwheel.transport;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of a consumer, with a connection of its own: take a batch, handle it until it is done,
 * acknowledge, from the start again. What it handles has waited and can wait: where priorities
 * count ({@code -XX:ThreadPriorityPolicy=1}) it leaves the processor to whoever answers somebody.
 */
final class ConsumerLane {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLane.class);

    /** One failure may be a deadlock that the next attempt does not meet. */
    private static final int FAILURES_UNTIL_DOWN = 3;

    /** More than what only computes, as builds of models do. */
    private static final int PRIORITY = Thread.MIN_PRIORITY + 1;

    private final Broker broker;
    private final Topology topology;
    private final ConsumerSettings settings;
    private final BatchHandler handler;
    private final ConsumerMetrics metrics;
    private final RetryPolicy policy;
    private final Thread thread;
    private final LaneState state;
    private volatile boolean stopping;
    private volatile @Nullable ConsumerLink link;

    ConsumerLane(
            Broker broker,
            Topology topology,
            ConsumerSettings settings,
            BatchHandler handler,
            ConsumerMetrics metrics,
            RetryPolicy policy,
            AtomicReference<String> told) {
        this.broker = broker;
        this.topology = topology;
        this.settings = settings;
        this.handler = handler;
        this.metrics = metrics;
        this.policy = policy;
        this.state = new LaneState(settings.queue(), policy.hangsAfter(), told);
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("consumer-" + settings.queue())
                        .priority(PRIORITY)
                        .unstarted(this::run);
    }

    void start() {
        state.starting();
        thread.start();
    }

    LinkState state() {
        return state.get();
    }

    /** When the oldest message that waits here was published; null when that is not known. */
    @Nullable Instant oldest() {
        ConsumerLink current = link;
        return current == null ? null : current.oldest();
    }

    private void run() {
        Reconnection reconnection = new Reconnection(policy.haltPause());
        try {
            while (!stopping) {
                Duration pause = attempt(reconnection);
                leave();
                pauseUnlessStopping(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
            state.closed();
        }
    }

    /** Opens a link and consumes until it ends; says how long to wait before the next. */
    private Duration attempt(Reconnection reconnection) throws InterruptedException {
        try {
            ConsumerLink opened =
                    ConsumerLink.open(
                            broker.connect("consume-" + settings.queue()), topology, settings);
            link = opened;
            state.opened();
            reconnection.worked();
            return consume(opened) == Outcome.GIVEN_BACK
                    ? policy.awayFor()
                    : reconnection.pauseAfter(fail(opened.failure(), opened.endedBy()));
        } catch (IOException | TimeoutException | RuntimeException e) {
            AmqpFailure failure = link == null ? AmqpFailure.ofOpening(e) : AmqpFailure.ofOpen(e);
            return reconnection.pauseAfter(fail(failure, Causes.of(e)));
        }
    }

    private AmqpFailure fail(AmqpFailure failure, String cause) {
        if (!stopping) {
            state.linkFailed(failure, cause);
        }
        return failure;
    }

    private Outcome consume(ConsumerLink from) throws IOException, InterruptedException {
        while (!stopping && !from.hasEnded()) {
            ConsumerLink.Batch batch = from.take(policy.idleCheck());
            if (stopping || from.hasEnded()) {
                return Outcome.ABANDONED;
            }
            if (batch.size() == 0) {
                from.check();
                state.worked();
                continue;
            }
            if (settle(from, batch) == Outcome.GIVEN_BACK) {
                return Outcome.GIVEN_BACK;
            }
        }
        return Outcome.ABANDONED;
    }

    private Outcome settle(ConsumerLink from, ConsumerLink.Batch batch)
            throws IOException, InterruptedException {
        metrics.delivered(settings.queue(), batch.size());
        boolean acknowledged = false;
        try {
            Outcome outcome = handle(from, batch);
            if (outcome == Outcome.HANDLED) {
                from.acknowledge(batch);
                acknowledged = true;
            }
            return outcome;
        } finally {
            if (acknowledged) {
                metrics.acknowledged(settings.queue(), batch.size());
            } else {
                metrics.abandoned(settings.queue(), batch.size());
            }
        }
    }

    /** Tries until it works, the link has ended, or patience has. */
    private Outcome handle(ConsumerLink from, ConsumerLink.Batch batch)
            throws InterruptedException {
        Backoff backoff = new Backoff(policy.first(), policy.longest());
        long firstFailureAt = 0;
        for (int failures = 0; ; ) {
            try {
                handle(batch);
                state.worked();
                return from.hasEnded() && !stopping ? Outcome.ABANDONED : Outcome.HANDLED;
            } catch (HaltException e) {
                state.batchHalted(e);
                failures = 0;
                from.pause(e.pause(policy));
            } catch (Throwable e) { // an error too must not end this thread in silence
                if (e instanceof InterruptedException && stopping) {
                    throw (InterruptedException) e;
                }
                if (Thread.interrupted()) {
                    LOG.debug("A handler left its thread interrupted");
                }
                if (failures++ == 0) {
                    firstFailureAt = System.nanoTime();
                }
                if (failures == FAILURES_UNTIL_DOWN) {
                    state.batchFailed("a batch fails: " + Causes.of(e));
                }
                LOG.debug("A batch of {} failed", settings.queue(), e);
                if (System.nanoTime() - firstFailureAt > policy.giveUpAfter().toNanos()) {
                    state.batchFailed("a batch went back to the broker: " + Causes.of(e));
                    return Outcome.GIVEN_BACK;
                }
                from.pause(backoff.next());
            }
            if (stopping || from.hasEnded()) {
                return Outcome.ABANDONED;
            }
            metrics.retried(settings.queue(), batch.size());
        }
    }

    private void handle(ConsumerLink.Batch batch) throws Exception {
        state.handling();
        try {
            handler.handle(batch.deliveries());
        } finally {
            state.returned();
        }
    }

    private void leave() {
        ConsumerLink left = link;
        link = null;
        if (left != null) {
            left.close();
        }
    }

    private synchronized void pauseUnlessStopping(Duration pause) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis();
                !stopping && left > 0;
                left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Takes no more. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
        ConsumerLink current = link;
        if (current != null) {
            current.end("the consumer is closing");
        }
    }

    /** Waits for the batch in hand; cuts the connection when that takes longer. */
    void join(Duration patience) {
        try {
            if (thread.getState() == Thread.State.NEW || thread.join(patience)) {
                return;
            }
            LOG.warn("A batch of {} takes too long and is left to the broker", settings.queue());
            ConsumerLink current = link;
            if (current != null) {
                current.sever();
            }
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private enum Outcome {
        HANDLED,
        /** The link has ended or the consumer stops: the broker hands the batch out again. */
        ABANDONED,
        /** Somebody else may try. */
        GIVEN_BACK
    }
}
