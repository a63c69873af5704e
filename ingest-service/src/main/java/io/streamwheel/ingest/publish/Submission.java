package io.streamwheel.ingest.publish;

import io.streamwheel.event.CollectedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request on their way. They may lie in several envelopes; the future completes
 * with the last of these, or fails with the first that fails.
 */
final class Submission {

    final CompletableFuture<Void> future = new CompletableFuture<>();
    final int bytes;
    final int size;
    private final long deadline;
    private @Nullable List<CollectedEvent> events;

    /** Envelopes that are not confirmed, and one more until all events lie in one. */
    private final AtomicInteger open = new AtomicInteger(1);

    Submission(List<CollectedEvent> events, long deadline) {
        this.events = events;
        this.deadline = deadline;
        size = events.size();
        int sum = 0;
        for (CollectedEvent event : events) {
            sum += EnvelopeDraft.sizeOf(event);
        }
        bytes = sum;
    }

    /** Whether nobody waits for it any more. */
    boolean isLate(long now) {
        return now - deadline >= 0 || future.isDone();
    }

    /** The events, once: the request's body need not stay in memory until the confirm. */
    List<CollectedEvent> take() {
        List<CollectedEvent> taken = events;
        if (taken == null) {
            throw new IllegalStateException("the events were taken before");
        }
        events = null;
        return taken;
    }

    /** One more envelope holds a part of it. */
    void partOpened() {
        open.incrementAndGet();
    }

    /** An envelope that holds a part of it is over; or all of its events lie in envelopes. */
    void partClosed(@Nullable Throwable failure) {
        if (failure != null) {
            future.completeExceptionally(failure);
        }
        if (open.decrementAndGet() == 0) {
            future.complete(null);
        }
    }
}
