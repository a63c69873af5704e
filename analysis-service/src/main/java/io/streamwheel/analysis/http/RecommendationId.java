package io.streamwheel.analysis.http;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids that sort by time and need nobody to hand them out: 48 bits of milliseconds and 80 random
 * bits in Crockford's base 32, as the ULID specification has it.
 */
final class RecommendationId {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TIME_CHARS = 10;
    private static final int RANDOM_CHARS = 8;

    private RecommendationId() {}

    static String at(long epochMillis) {
        char[] id = new char[TIME_CHARS + 2 * RANDOM_CHARS];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        put(id, 0, TIME_CHARS, epochMillis);
        put(id, TIME_CHARS, RANDOM_CHARS, random.nextLong());
        put(id, TIME_CHARS + RANDOM_CHARS, RANDOM_CHARS, random.nextLong());
        return new String(id);
    }

    private static void put(char[] id, int from, int length, long bits) {
        for (int i = from + length - 1; i >= from; i--) {
            id[i] = ALPHABET[(int) (bits & 31)];
            bits >>>= 5;
        }
    }
}
