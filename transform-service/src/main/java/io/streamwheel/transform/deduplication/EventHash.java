package io.streamwheel.transform.deduplication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits of SHA-256 over (site, event id). Two events that met in one hash would be one event
 * lost, so 64 bits are too few for a busy day, and a hash without strength would let one site make
 * an id that hides another site's event.
 */
public record EventHash(long high, long low) {

    /** Makes hashes, one thread at a time. */
    static final class Maker {

        private final MessageDigest sha256;

        Maker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        /** The NUL between the two keeps (ab, c) from being (a, bc); neither may contain one. */
        EventHash of(String site, String id) {
            sha256.update(site.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
            return new EventHash(digest.getLong(), digest.getLong());
        }
    }
}
