package io.streamwheel.ingest.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of an API key. Keys are long and random, so that it needs no salt. */
public record KeyHash(long a, long b, long c, long d) {

    private static final int BYTES = 32;

    /** The hash of a key in clear. */
    public static KeyHash of(String key) {
        try {
            return ofBytes(
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A hash as it is stored: 32 bytes. */
    public static KeyHash ofBytes(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException(
                    "a key hash has " + BYTES + " bytes: " + hash.length);
        }
        ByteBuffer longs = ByteBuffer.wrap(hash);
        return new KeyHash(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
    }

    @Override
    public String toString() {
        return "KeyHash";
    }
}
