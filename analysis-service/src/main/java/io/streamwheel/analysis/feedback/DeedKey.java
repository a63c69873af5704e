package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * By what it is known that something was counted: 48 bits of the time of the list, then 80 bits of
 * a hash of what was done. So a range of keys is a range of time, and old ones are found by it.
 */
final class DeedKey {

    private static final int HASH_BITS_BESIDE_TIME = 16;
    private static final long LATEST = (1L << 48) - 1;

    private DeedKey() {}

    /**
     * @param words what was done; none of them holds NUL, as nothing that is stored does
     */
    static UUID of(Instant at, SiteId site, String... words) {
        byte[] text = String.join("\0", words).getBytes(StandardCharsets.UTF_8);
        byte[] all =
                ByteBuffer.allocate(Integer.BYTES + text.length)
                        .putInt(site.value())
                        .put(text)
                        .array();
        ByteBuffer hash = ByteBuffer.wrap(Hashes.sha256(all));
        long high = hash.getLong();
        return new UUID(
                millis(at) << HASH_BITS_BESIDE_TIME | high >>> (Long.SIZE - HASH_BITS_BESIDE_TIME),
                hash.getLong());
    }

    /** Smaller than every key of that millisecond, or equal. */
    static UUID smallestOf(Instant at) {
        return new UUID(millis(at) << HASH_BITS_BESIDE_TIME, 0);
    }

    private static long millis(Instant at) {
        return Math.clamp(at.toEpochMilli(), 0, LATEST);
    }
}
