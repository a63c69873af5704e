package io.streamwheel.analysis.deduplication;

import io.streamwheel.analysis.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * What an event is known by inside: the first 128 bits of the SHA-256 of (site, event id). Clients
 * choose their ids, so the hash must be one that nobody can make collide: two ids with one hash
 * would lose an event.
 *
 * @param hash 128 bits, as {@code event_receipt.id_hash} has them
 */
public record EventIdentity(UUID hash) implements Comparable<EventIdentity> {

    private static final long LATEST = (1L << 48) - 1;
    private static final int HASH_BITS_BESIDE_TIME = 16;

    // One per thread of the writers and of the web server's carriers; asking for one costs more.
    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(EventIdentity::sha256);

    /** The identity of an event id within a site. */
    public static EventIdentity of(SiteId site, String eventId) {
        MessageDigest digest = SHA_256.get();
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(site.value()).flip());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)));
        return new EventIdentity(new UUID(hash.getLong(), hash.getLong()));
    }

    /**
     * The key that the event is stored under: 48 bits of milliseconds since 1970, then 80 bits of
     * the hash. Inserts are local in its index, and a range of keys is a range of time.
     *
     * @param originalAt the client's own timestamp, the same in every retry; what does not fit into
     *     48 bits (before 1970) is clamped
     */
    public UUID keyAt(Instant originalAt) {
        long millis = Math.clamp(originalAt.toEpochMilli(), 0, LATEST);
        long time = millis << HASH_BITS_BESIDE_TIME;
        return new UUID(
                time | hash.getMostSignificantBits() >>> (Long.SIZE - HASH_BITS_BESIDE_TIME),
                hash.getLeastSignificantBits());
    }

    @Override
    public int compareTo(EventIdentity other) {
        return hash.compareTo(other.hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
