package io.streamwheel.analysis.site;

/** A change of keys that must not be made. */
public final class KeyRefusedException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** The key that asks was revoked, which this process had not seen yet. */
        CALLER_REVOKED,
        /** The site has no key of that id. */
        UNKNOWN_KEY,
        /** What is revoked cannot be rotated. */
        REVOKED_KEY,
        /** It is the key that asks: revoking it would lock its holder out. */
        OWN_KEY,
        /** Without it nobody could make another. */
        LAST_SERVER_KEY,
        /** The site has as many valid keys as it may. */
        TOO_MANY_KEYS
    }

    private final Reason reason;

    KeyRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
