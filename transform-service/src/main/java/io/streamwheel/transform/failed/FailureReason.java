package io.streamwheel.transform.failed;

/**
 * Why an event or a message cannot be used, and whom that speaks against. Bounded, so that it can
 * be a label and a filter.
 *
 * <p>What a client can bring about by what it posts must never stop the stage: of those reasons any
 * number becomes dead letters. The others may be a fault of ours, and too many of them in a short
 * time open the circuit.
 */
public enum FailureReason {
    /**
     * The message is a stranger's, or a broken one of ours. Who sends it has the broker's password.
     */
    NOT_AN_ENVELOPE("not-an-envelope", Blame.US),
    /** The payload is not one JSON object. */
    MALFORMED_JSON("malformed-json", Blame.CLIENT),
    /** The payload is not UTF-8. */
    INVALID_UTF8("invalid-utf8", Blame.CLIENT),
    /** U+0000 in something that is stored as text, which PostgreSQL cannot hold. */
    NUL_IN_TEXT("nul-in-text", Blame.CLIENT),
    /** Half a UTF-16 pair in something that is stored as text: no character at all. */
    LONE_SURROGATE("lone-surrogate", Blame.CLIENT),
    /** A required field is absent. */
    MISSING_FIELD("missing-field", Blame.CLIENT),
    /** A field has the wrong JSON type. */
    INVALID_TYPE("invalid-type", Blame.CLIENT),
    /** A field has the right type and a value that means nothing. */
    INVALID_VALUE("invalid-value", Blame.CLIENT),
    /** The event is larger than a queue should carry. */
    TOO_LARGE("too-large", Blame.CLIENT),
    /** The program stumbled: a fault of ours that must not stop the neighbours. */
    UNMAPPABLE("unmappable", Blame.US);

    private enum Blame {
        CLIENT,
        US
    }

    private final String slug;
    private final Blame blame;

    FailureReason(String slug, Blame blame) {
        this.slug = slug;
        this.blame = blame;
    }

    /** As the interface says it. */
    public String slug() {
        return slug;
    }

    /** Whether it may be our own fault. */
    public boolean isSuspect() {
        return blame == Blame.US;
    }
}
