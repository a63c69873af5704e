package io.streamwheel.ingest.scan;

/** How events lie in a body. */
public enum BodyFormat {
    /** One document: an event, an array of events, or {@code {"events": [...]}}. */
    JSON,
    /** One event per line. */
    LINES
}
