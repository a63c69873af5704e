package io.streamwheel.analysis.failed;

/** A failed event that cannot be sent through again, or not as it is. */
public final class ReplayRefusedException extends RuntimeException {

    /** Why not. */
    public enum Reason {
        /** It was given up, and its bytes are gone. */
        DISCARDED("It was discarded, and its bytes with it."),
        /** It names no site or no event: a stranger's message, which nobody accepted. */
        NO_EVENT(
                "It names no event of a site, so there is nothing to replay. It can be discarded."),
        /** Only the beginning of its bytes is kept. */
        CUT("Only the beginning of its bytes is kept. Send an edited payload."),
        /** Nothing is kept of what the client sent. */
        EMPTY("Nothing is kept of what the client sent. Send an edited payload."),
        /** Its bytes are not one JSON value. */
        NOT_JSON("Its bytes are not one JSON value. Send an edited payload."),
        /** It was kept before the dialect was noted. */
        UNKNOWN_DIALECT(
                "It was kept before the dialect of an event was noted. It can be discarded.");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }

        /** One sentence for people, and what can be done. */
        public String detail() {
            return detail;
        }
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
