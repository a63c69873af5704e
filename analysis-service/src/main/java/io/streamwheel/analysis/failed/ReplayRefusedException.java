package io.streamwheel.analysis.failed;

/** A failed event that cannot be sent through again, or not as it is. */
public final class ReplayRefusedException extends RuntimeException {

    /** Why not. */
    public enum Reason {
        /** It was given up, and its bytes are gone. */
        DISCARDED,
        /** It names no site or no event: a stranger's message, which nobody accepted. */
        NO_EVENT,
        /** Only the beginning of its bytes is kept. */
        CUT,
        /** Nothing is kept of what the client sent. */
        EMPTY,
        /** Its bytes are not one JSON value. */
        NOT_JSON,
        /** It was kept before the dialect was noted. */
        UNKNOWN_DIALECT
    }

    private final Reason reason;

    ReplayRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
