package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.feedback.MetricsReader.Question;
import io.streamwheel.analysis.feedback.MetricsReader.Row;
import io.streamwheel.analysis.feedback.VisitorGroup;
import io.streamwheel.analysis.site.SiteId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clicks per hundred impressions, day by day, as the page draws them.
 *
 * @param at the beginning of each day, UTC, in seconds since 1970
 * @param personal of those who get personal lists; {@code null} on days without an impression
 * @param holdout of those who get popular ones instead
 * @param none of lists that are for nobody in particular
 */
record Responses(
        List<Long> at,
        List<@Nullable Double> personal,
        List<@Nullable Double> holdout,
        List<@Nullable Double> none) {

    /** More than a day has of scenarios, strategies, versions and groups. */
    private static final int MOST_ROWS = 1_000;

    /**
     * @param scenario {@code null} for all
     * @param to the first day that is not in it
     */
    static Responses read(
            MetricsReader reader,
            SiteId site,
            @Nullable String scenario,
            LocalDate from,
            LocalDate to) {
        Responses found =
                new Responses(
                        new ArrayList<>(),
                        new ArrayList<@Nullable Double>(),
                        new ArrayList<@Nullable Double>(),
                        new ArrayList<@Nullable Double>());
        from.datesUntil(to)
                .forEach(day ->
                        found.add(
                                day,
                                reader.rows(
                                        new Question(site, scenario, day, day.plusDays(1)),
                                        MOST_ROWS)));
        return found;
    }

    private void add(LocalDate day, List<Row> rows) {
        at.add(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        personal.add(rate(rows, VisitorGroup.PERSONAL));
        holdout.add(rate(rows, VisitorGroup.HOLDOUT));
        none.add(rate(rows, VisitorGroup.NONE));
    }

    private static @Nullable Double rate(List<Row> rows, VisitorGroup group) {
        long impressions = 0;
        long clicks = 0;
        for (Row row : rows) {
            if (row.group().equals(group.slug())) {
                impressions += row.impressions();
                clicks += row.clicks();
            }
        }
        return impressions == 0 ? null : 100.0 * clicks / impressions;
    }
}
