package io.streamwheel.benchmarks.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads moments as they are written in files. */
final class Moment {

    /** Above this, a number means milliseconds: as seconds it would lie in the year 5138. */
    private static final BigDecimal MOST_SECONDS = new BigDecimal("1e11");

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendPattern("['T'][' ']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffset("+HH:mm", "Z")
                    .toFormatter(Locale.ROOT);

    private Moment() {}

    /**
     * Epoch seconds or milliseconds, or ISO 8601; without an offset it is UTC, without a time it is
     * midnight.
     *
     * @return epoch milliseconds
     * @throws java.time.DateTimeException when it is none of these
     * @throws NumberFormatException nor this
     */
    static long of(String text) {
        if (text.indexOf('-') <= 0) {
            BigDecimal number = new BigDecimal(text);
            BigDecimal millis =
                    number.abs().compareTo(MOST_SECONDS) > 0 ? number : number.movePointRight(3);
            return millis.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
        TemporalAccessor moment =
                ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        Instant instant =
                moment instanceof OffsetDateTime exact
                        ? exact.toInstant()
                        : moment instanceof LocalDateTime local
                                ? local.toInstant(ZoneOffset.UTC)
                                : LocalDate.from(moment).atStartOfDay().toInstant(ZoneOffset.UTC);
        return instant.toEpochMilli();
    }
}
