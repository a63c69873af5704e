package io.streamwheel.transform.failed;

/** Why an event or a message cannot be used. Bounded, so that it can be a label and a filter. */
public enum FailureReason {
    /** The message is a stranger's, or a broken one of ours. */
    NOT_AN_ENVELOPE("not-an-envelope"),
    /** The message is an envelope of a version that this program does not know yet. */
    NEWER_VERSION("newer-version"),
    /** The payload is not one JSON object. */
    MALFORMED_JSON("malformed-json"),
    /** The payload is not UTF-8. */
    INVALID_UTF8("invalid-utf8"),
    /** U+0000 in something that is stored as text, which PostgreSQL cannot hold. */
    NUL_IN_TEXT("nul-in-text"),
    /** Half a UTF-16 pair in something that is stored as text: no character at all. */
    LONE_SURROGATE("lone-surrogate"),
    /** A required field is absent. */
    MISSING_FIELD("missing-field"),
    /** A field has the wrong JSON type. */
    INVALID_TYPE("invalid-type"),
    /** A field has the right type and a value that means nothing. */
    INVALID_VALUE("invalid-value"),
    /** The event is larger than a queue should carry. */
    TOO_LARGE("too-large"),
    /** The program stumbled: a fault of ours that must not stop the neighbours. */
    UNMAPPABLE("unmappable");

    private final String slug;

    FailureReason(String slug) {
        this.slug = slug;
    }

    /** As the interface says it. */
    public String slug() {
        return slug;
    }
}
