package io.streamwheel.transport;

import io.streamwheel.transport.PublishFailedException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A message between {@code publish} and its end, which comes once. */
final class PendingMessage {

    final String queue;
    final byte[] body;
    final long publishedAt;
    final CompletableFuture<Void> future = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Ends ends;

    /**
     * @param publishedAt {@link System#nanoTime}
     * @param ends is told before the caller is
     */
    PendingMessage(String queue, byte[] body, long publishedAt, Ends ends) {
        this.queue = queue;
        this.body = body;
        this.publishedAt = publishedAt;
        this.ends = ends;
    }

    boolean hasEnded() {
        return ended.get();
    }

    void confirm() {
        if (ended.compareAndSet(false, true)) {
            ends.confirmed(this);
            future.complete(null);
        }
    }

    void fail(Reason reason, String message) {
        if (ended.compareAndSet(false, true)) {
            ends.failed(this, reason);
            future.completeExceptionally(new PublishFailedException(reason, message));
        }
    }

    /** Who counts what is in flight. */
    interface Ends {

        void confirmed(PendingMessage message);

        void failed(PendingMessage message, Reason reason);
    }
}
