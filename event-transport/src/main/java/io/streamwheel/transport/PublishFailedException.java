package io.streamwheel.transport;

/**
 * The broker did not take a message, or may have taken it without saying so: whoever sent it must
 * send it again.
 */
public final class PublishFailedException extends RuntimeException {

    private final Reason reason;

    public PublishFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. Bounded, so that it can be a label. */
    public enum Reason {
        /** No connection. */
        DISCONNECTED,
        /** The broker has raised a memory or disk alarm. */
        BLOCKED,
        /** The broker refused it, for instance because the queue is full. */
        NACKED,
        /** No queue took it. */
        UNROUTABLE,
        /** No confirm within the time. */
        TIMED_OUT,
        /** Too much is in flight already. */
        OVERLOADED,
        /** The publisher is closing. */
        CLOSED
    }
}
