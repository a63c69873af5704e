package io.streamwheel.ingest.scan;

/**
 * Why one event is refused while its neighbours go on.
 *
 * @param slug names the rule; bounded
 * @param pointer JSON pointer (RFC 6901) into the event; empty for all of it
 * @param detail for the client, with at most 100 characters of what it sent
 */
public record Violation(String slug, String pointer, String detail) {

    /** The problem type, as in the answer. */
    public String type() {
        return "/problems/" + slug;
    }
}
