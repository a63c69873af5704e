package io.streamwheel.ingest.publish;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.ingest.publish.EnvelopeDraft.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests that arrive together share an envelope, as databases let transactions share a write
 * of their log (DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD
 * 1984). One thread collects and encodes; several envelopes are in flight at once.
 *
 * <p>A request that comes while nothing is in flight goes at once. While something is, the next
 * envelope waits up to {@code linger} for more.
 */
public final class GroupCommitPublisher implements EventPublisher, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitPublisher.class);

    private final EnvelopeChannel channel;
    private final GroupCommitSettings settings;
    private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingEvents = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong envelopes = new AtomicLong();
    private final Semaphore room;
    private final EnvelopeDraft draft;
    private final Thread thread;
    private volatile boolean closed;

    /** Starts at once. */
    public GroupCommitPublisher(EnvelopeChannel channel, GroupCommitSettings settings) {
        this.channel = channel;
        this.settings = settings;
        room = new Semaphore(settings.maxInFlight());
        draft = new EnvelopeDraft(settings.envelopeEvents(), settings.envelopeBytes());
        thread = Thread.ofPlatform().name("group-commit").daemon().start(this::run);
    }

    @Override
    public CompletableFuture<Void> publish(List<CollectedEvent> events) {
        Submission submission =
                new Submission(events, System.nanoTime() + settings.timeout().toNanos());
        if (closed) {
            return CompletableFuture.failedFuture(
                    new OverloadedException("the collector is closing"));
        }
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        if (!enter(submission)) {
            return CompletableFuture.failedFuture(
                    new OverloadedException("too many events are waiting"));
        }
        submission.future.whenComplete((_, _) -> leave(submission));
        queue.add(submission);
        return submission.future;
    }

    /** Events that were taken and whose end is not known. */
    public long waitingEvents() {
        return waitingEvents.get();
    }

    /** Envelopes sent so far. */
    public long envelopes() {
        return envelopes.get();
    }

    /** Takes no more, and lets what waits go out, for at most twice the time-out. */
    @Override
    public void close() {
        closed = true;
        queue.add(new Submission(List.of(), Long.MAX_VALUE)); // ends the waiting for more
        try {
            thread.join(settings.timeout());
            room.tryAcquire(
                    settings.maxInFlight(), settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private boolean enter(Submission submission) {
        if (waitingEvents.addAndGet(submission.size) > settings.backlogEvents()
                | waitingBytes.addAndGet(submission.bytes) > settings.backlogBytes()) {
            leave(submission);
            return false;
        }
        return true;
    }

    private void leave(Submission submission) {
        waitingEvents.addAndGet(-submission.size);
        waitingBytes.addAndGet(-submission.bytes);
    }

    private void run() {
        try {
            while (true) {
                Submission first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(first);
                } else if (closed) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Closing took too long: what waits ends by time-out.
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong with one envelope must not end the thread, and so the collector. */
    private void commit(Submission first) throws InterruptedException {
        try {
            fill(first);
            send();
        } catch (RuntimeException e) {
            log.error("an envelope could not be made", e);
            draft.clear().over(e);
            first.future.completeExceptionally(e);
        }
    }

    private void fill(Submission first) throws InterruptedException {
        long patience = System.nanoTime() + settings.linger().toNanos();
        Submission next = first;
        while (next != null) {
            add(next);
            next = draft.isFull() ? null : poll(patience);
        }
    }

    private @Nullable Submission poll(long until) throws InterruptedException {
        Submission next = queue.poll();
        if (next != null || isIdle() || closed) {
            return next;
        }
        return queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private boolean isIdle() {
        return room.availablePermits() == settings.maxInFlight();
    }

    /** A request that fits into an envelope is not torn apart. */
    private void add(Submission submission) throws InterruptedException {
        if (submission.isLate(System.nanoTime())) {
            submission.partClosed(new TimeoutException("not sent in time"));
            return;
        }
        if (!draft.hasRoomFor(submission.size, submission.bytes)) {
            send();
        }
        for (CollectedEvent event : submission.take()) {
            if (draft.isFull() || !draft.hasRoomFor(1, EnvelopeDraft.sizeOf(event))) {
                send();
            }
            draft.add(submission, event);
        }
        submission.partClosed(null);
    }

    private void send() throws InterruptedException {
        if (draft.isEmpty()) {
            return;
        }
        if (!room.tryAcquire(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            draft.clear().over(new TimeoutException("too many envelopes are in flight"));
            return;
        }
        CompletableFuture<Void> confirm = publishDraft();
        Outcome outcome = draft.clear();
        envelopes.incrementAndGet();
        // A copy: the time-out is ours and must not end the channel's own future.
        confirm.copy()
                .orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, failure) -> {
                    room.release();
                    outcome.over(failure);
                });
    }

    private CompletableFuture<Void> publishDraft() {
        try {
            return channel.publish(draft.encode());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
