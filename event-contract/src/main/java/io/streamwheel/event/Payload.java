package io.streamwheel.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The original bytes of one event, untouched. A slice of a larger array, which must not change
 * afterwards.
 */
public final class Payload {

    private final byte[] source;
    private final int from;
    private final int length;

    private Payload(byte[] source, int from, int length) {
        if (from < 0 || length < 0 || from + length > source.length) {
            throw new IllegalArgumentException(
                    "payload slice ["
                            + from
                            + ", +"
                            + length
                            + "] lies outside of "
                            + source.length
                            + " bytes");
        }
        this.source = source;
        this.from = from;
        this.length = length;
    }

    /** All of {@code bytes}. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    /** {@code length} bytes of {@code source} beginning at {@code from}, without a copy. */
    public static Payload of(byte[] source, int from, int length) {
        return new Payload(source, from, length);
    }

    /** The text as UTF-8. */
    public static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Size in bytes. */
    public int size() {
        return length;
    }

    /**
     * The array that holds this slice: {@link #size()} bytes from {@link #offset()}. For readers
     * only.
     */
    public byte[] array() {
        return source;
    }

    /** Where the slice begins in {@link #array()}. */
    public int offset() {
        return from;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(source, from, from + length);
    }

    /** The bytes read as UTF-8; a malformed sequence becomes U+FFFD. */
    public String toText() {
        return new String(source, from, length, StandardCharsets.UTF_8);
    }

    /** Writes the bytes as they are. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, from, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && Arrays.equals(
                        source,
                        from,
                        from + length,
                        that.source,
                        that.from,
                        that.from + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + source[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Payload[" + length + " bytes]";
    }
}
