package io.streamwheel.ingest.scan;

/**
 * A request body, unpacked. The array must not change afterwards: events are slices of it.
 *
 * @param bytes may be longer than the body
 * @param length how much of it is the body
 */
public record Body(byte[] bytes, int length) {

    public Body {
        if (length < 0 || length > bytes.length) {
            throw new IllegalArgumentException(
                    "length must be 0 to " + bytes.length + ": " + length);
        }
    }

    /** All of {@code bytes}. */
    public static Body of(byte[] bytes) {
        return new Body(bytes, bytes.length);
    }
}
