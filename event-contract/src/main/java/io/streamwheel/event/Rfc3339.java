package io.streamwheel.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes timestamps with a zone, by RFC 3339. Written out because the JDK's formatter
 * takes a microsecond and more, and every event passes here twice. A leap second (":60") and an
 * hour of 24 are refused.
 */
public final class Rfc3339 {

    private static final int SHORTEST = "2026-11-22T08:50:52Z".length();
    private static final int FRACTION = 19;
    private static final long SECONDS_PER_DAY = 86_400;

    private Rfc3339() {}

    /**
     * The instant, or {@code null} when the text is no RFC 3339 date-time. Digits beyond
     * nanoseconds are dropped.
     */
    public static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST || !hasSeparators(text)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        if (year < 0
                || month < 1
                || day < 1
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return null;
        }
        int at = FRACTION;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int from = ++at;
            int scale = 100_000_000;
            while (at < text.length() && isDigit(text.charAt(at))) {
                nanos += (text.charAt(at) - '0') * scale;
                scale /= 10;
                at++;
            }
            if (at == from) {
                return null;
            }
        }
        int offset = offsetSeconds(text, at);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            long epochDay = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(
                    epochDay * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset,
                    nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean hasSeparators(String text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /**
     * Seconds east of Greenwich, or {@code Integer.MIN_VALUE} when what stands at {@code at} is not
     * exactly a zone.
     */
    private static int offsetSeconds(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if ((sign != '+' && sign != '-')
                || hours < 0
                || hours > 23
                || minutes < 0
                || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
