package io.streamwheel.transform.pipeline;

/**
 * How large an envelope may become.
 *
 * @param events most events in one
 * @param bytes most bytes of payload in one; a single event may be larger and goes alone
 */
public record EnvelopeLimits(int events, int bytes) {

    public EnvelopeLimits {
        if (events < 1) {
            throw new IllegalArgumentException("events must be at least 1: " + events);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1: " + bytes);
        }
    }
}
