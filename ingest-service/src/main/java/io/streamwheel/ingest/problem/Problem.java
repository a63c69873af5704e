package io.streamwheel.ingest.problem;

/**
 * The reasons to refuse a request, by RFC 9457: {@code type} is {@code /problems/<slug>}. Bounded,
 * so that it can be a label.
 */
public enum Problem {
    BAD_REQUEST(400, "bad-request", "The request is not understood"),
    MALFORMED_JSON(400, "malformed-json", "The body is not well-formed JSON"),
    INVALID_UTF8(400, "invalid-utf8", "The body is not UTF-8"),
    TOO_DEEP(400, "too-deep", "An event is nested too deeply"),
    NOT_AN_EVENT(400, "not-an-event", "The body holds neither an event nor a list of events"),
    NO_EVENTS(400, "no-events", "The body holds no event"),
    INVALID_EVENT(400, "invalid-event", "An event of the request breaks a rule"),
    INVALID_SENT_AT(400, "invalid-sent-at", "sentAt is not a time"),
    INVALID_GZIP(400, "invalid-gzip", "The body is not gzip"),
    INCOMPLETE_BODY(400, "incomplete-body", "The body ended too early"),
    AMBIGUOUS_KEY(400, "ambiguous-key", "The request carries two different keys"),
    UNAUTHORIZED(401, "unauthorized", "A valid write key is needed"),
    WRONG_KIND_OF_KEY(403, "wrong-kind-of-key", "This key does not open the collector"),
    NOT_FOUND(404, "not-found", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not served here"),
    BODY_TIMEOUT(408, "body-timeout", "The body did not arrive in time"),
    TOO_LARGE(413, "too-large", "The request or an event is too large"),
    TOO_MANY_EVENTS(413, "too-many-events", "The request holds too many events"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "This media type is not understood"),
    UNSUPPORTED_ENCODING(415, "unsupported-encoding", "This content encoding is not understood"),
    UNMET_EXPECTATION(417, "unmet-expectation", "This expectation cannot be met"),
    NOTHING_ACCEPTABLE(422, "nothing-acceptable", "No event of the request is acceptable"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "More comes than is allowed"),
    INTERNAL_ERROR(500, "internal-error", "The collector failed"),
    OVERLOADED(503, "overloaded", "Too much is waiting already"),
    NOT_CONFIRMED(503, "not-confirmed", "The events could not be made safe in time"),
    KEYS_UNKNOWN(503, "keys-unknown", "The keys could not be read yet");

    private final int status;
    private final String slug;
    private final String title;

    Problem(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The last part of {@link #type()}. */
    public String slug() {
        return slug;
    }

    /** A reference that names the problem, the same for ever. */
    public String type() {
        return "/problems/" + slug;
    }

    /** One sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }
}
