package io.streamwheel.analysis.feedback;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Crockford's base 32, in capitals, each number in one form only. */
final class Base32 {

    static final int TIME_CHARS = 10;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();
    private static final int BITS = 5;
    private static final long LATEST = (1L << 48) - 1;

    private Base32() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    /** Milliseconds of 48 bits, as a ULID begins. */
    static String ofTime(long millis) {
        char[] text = new char[TIME_CHARS];
        for (int i = TIME_CHARS - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (millis & 31));
            millis >>>= BITS;
        }
        return new String(text);
    }

    /** What {@link #ofTime} was made of; -1 when the text does not begin so. */
    static long time(String text) {
        if (text.length() < TIME_CHARS) {
            return -1;
        }
        long millis = 0;
        for (int i = 0; i < TIME_CHARS; i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return -1;
            }
            millis = millis << BITS | value;
        }
        return millis <= LATEST ? millis : -1;
    }

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / BITS + 1);
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = held << 8 | Byte.toUnsignedInt(each);
            bits += 8;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >>> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (BITS - bits) & 31));
        }
        return text.toString();
    }

    /** What {@link #of} was made of; null when it was not made so. */
    static byte @Nullable [] bytes(String text, int from) {
        byte[] bytes = new byte[Math.max(0, text.length() - from) * BITS / 8];
        int at = 0;
        int held = 0;
        int bits = 0;
        for (int i = from; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return null;
            }
            held = held << BITS | value;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >>> bits);
            }
        }
        boolean inOneForm = bits < BITS && (held & (1 << bits) - 1) == 0;
        return inOneForm ? bytes : null;
    }
}
