package io.streamwheel.transform.dialect;

import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;

/**
 * Checks that bytes are UTF-8 by Unicode's table 3-7, which JSON parsers do not: they let overlong
 * forms and encoded surrogates through, and PostgreSQL refuses them.
 */
final class Utf8 {

    private Utf8() {}

    /** Refuses a payload that is not UTF-8. */
    static void check(Payload payload) throws UnusableEventException {
        byte[] bytes = payload.array();
        int end = payload.offset() + payload.size();
        int at = payload.offset();
        while (at < end) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = sequenceLength(bytes, at, end);
            if (length == 0) {
                throw refusal(bytes, at, end);
            }
            at += length;
        }
    }

    /** The bytes of the character that begins at {@code at}, or 0 when none does. */
    private static int sequenceLength(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return follows(bytes, at + 1, end, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return follows(bytes, at + 1, end, low, high) && follows(bytes, at + 2, end, 0x80, 0xBF)
                    ? 3
                    : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int low = first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xF4 ? 0x8F : 0xBF;
            return follows(bytes, at + 1, end, low, high)
                            && follows(bytes, at + 2, end, 0x80, 0xBF)
                            && follows(bytes, at + 3, end, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean follows(byte[] bytes, int at, int end, int low, int high) {
        if (at >= end) {
            return false;
        }
        int unsigned = bytes[at] & 0xFF;
        return unsigned >= low && unsigned <= high;
    }

    private static UnusableEventException refusal(byte[] bytes, int at, int end) {
        boolean surrogate = (bytes[at] & 0xFF) == 0xED && follows(bytes, at + 1, end, 0xA0, 0xBF);
        return surrogate
                ? new UnusableEventException(
                        FailureReason.LONE_SURROGATE, "the event holds an encoded surrogate")
                : new UnusableEventException(FailureReason.INVALID_UTF8, "the event is not UTF-8");
    }
}
