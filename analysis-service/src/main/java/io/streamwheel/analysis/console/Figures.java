package io.streamwheel.analysis.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them; in templates as {@code ${@figures.count(n)}}. */
public final class Figures {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final double MILLIS = 1000.0;

    private final Clock clock;

    public Figures(Clock clock) {
        this.clock = clock;
    }

    /** 1234567 as {@code 1,234,567}. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With as many digits as say something: 0.03, 1.2, 340. */
    public String number(double number) {
        double size = Math.abs(number);
        String format = size >= 100 || number == 0 ? "%,.0f" : size >= 1 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    /** A share of 1 as {@code 62 %}. */
    public String percent(double share) {
        return number(share * 100) + " %";
    }

    /** {@code 12 ms}, {@code 3.4 s}, {@code 5 min}, {@code 2 h}, {@code 4 d}. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "–";
        }
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 60) {
            return number(duration.toMillis() / MILLIS) + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    /** {@code 5 min ago}. */
    public String ago(@Nullable Instant moment) {
        if (moment == null) {
            return "never";
        }
        Duration since = Duration.between(moment, clock.instant());
        return since.toSeconds() < 1 ? "just now" : duration(since) + " ago";
    }

    /** To the second, UTC. */
    public String moment(@Nullable Instant moment) {
        return moment == null ? "–" : MOMENT.format(moment);
    }
}
