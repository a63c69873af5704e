package io.streamwheel.ingest.collect;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers acceptances, and makes ids for events that have none. Numbers begin anywhere in 64 bits
 * and then count, so that neither two of a process nor two processes are likely to meet.
 */
final class Acceptances {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final AtomicLong next;
    private final long salt;

    Acceptances(SecureRandom random) {
        next = new AtomicLong(random.nextLong());
        salt = random.nextLong();
    }

    /** A number for the next acceptance. */
    long nextCopyId() {
        return next.getAndIncrement();
    }

    /**
     * An event id in the form of a UUID, version 7 (RFC 9562): milliseconds, then bits that no
     * other acceptance has.
     */
    String eventId(long epochMillis, long copyId) {
        long spread = mix(copyId + salt);
        long high = epochMillis << 16 | 0x7000 | (spread >>> 52);
        long low = mix(copyId ^ salt) >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014); a bijection. */
    private static long mix(long number) {
        long z = number * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
