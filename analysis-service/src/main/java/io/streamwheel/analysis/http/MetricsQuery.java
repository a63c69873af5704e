package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.MetricsReader.Question;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.Rfc3339;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads which metrics are asked for: whole days, UTC. */
final class MetricsQuery {

    private static final int LONGEST = 64;
    private static final int DAYS_OF_ITSELF = 30;
    private static final long MOST_DAYS = 400;

    private MetricsQuery() {}

    /**
     * @throws ProblemException a value is none that there can be
     */
    static Question question(Parameters parameters, SiteId site, Instant now) {
        LocalDate last = day(parameters, "to", Duration.ofDays(1).minusNanos(1));
        LocalDate to = last == null ? dayOf(now).plusDays(1) : last;
        LocalDate first = day(parameters, "from", Duration.ZERO);
        LocalDate from = first == null ? to.minusDays(DAYS_OF_ITSELF) : first;
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw Parameters.wrong("from", "must be before to, by at most " + MOST_DAYS + " days");
        }
        return new Question(site, parameters.scenario(), from, to);
    }

    /**
     * @param up added to a time before its day is taken, so that a day that is begun is in it
     */
    private static @Nullable LocalDate day(Parameters parameters, String name, Duration up) {
        String text = parameters.text(name, LONGEST);
        if (text.isEmpty()) {
            return null;
        }
        Instant at =
                Rfc3339.parse(text.matches("\\d{4}-\\d{2}-\\d{2}") ? text + "T00:00:00Z" : text);
        if (at == null) {
            throw Parameters.wrong(name, "must be a day such as 2026-11-22, or a time with a zone");
        }
        try {
            return dayOf(at.plus(up));
        } catch (DateTimeException tooFar) {
            throw Parameters.wrong(name, "must be a day of this calendar");
        }
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
