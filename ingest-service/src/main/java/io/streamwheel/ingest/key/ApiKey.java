package io.streamwheel.ingest.key;

/**
 * What is known of a key.
 *
 * @param site the site it belongs to
 */
public record ApiKey(String site, Kind kind, boolean revoked) {

    /** What a key opens. */
    public enum Kind {
        /** The collector. Public, sits in pages. */
        WRITE,
        /** Everything else. Secret. */
        SERVER
    }
}
