package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.ItemDaysReader;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts one item's rows of table {@code interaction}. No index leads to an item, and none is worth
 * its price at every insert for a curve that somebody looks at now and then: the site's newest rows
 * are read by their keys, and not more than so many.
 */
final class JdbcItemDaysReader implements ItemDaysReader {

    /** The most that one look at an item reads of clicks and of impressions, each. */
    static final int MOST_ROWS = 100_000;

    // The row without a type says how far back the bound let it look. Clicks and impressions have
    // an index each.
    private static final String SQL =
            """
            WITH newest AS MATERIALIZED (
                (SELECT event_key, item_id, type, occurred_at FROM interaction
                 WHERE type <> 'impression' AND site_id = :site AND event_key >= :first AND event_key < :last
                 ORDER BY event_key DESC LIMIT :rows)
                UNION ALL
                (SELECT event_key, item_id, type, occurred_at FROM interaction
                 WHERE type = 'impression' AND site_id = :site AND event_key >= :first AND event_key < :last
                 ORDER BY event_key DESC LIMIT :rows)
                ORDER BY event_key DESC LIMIT :rows
            )
            SELECT CAST(occurred_at AT TIME ZONE 'UTC' AS date) AS day, type, count(*) FROM newest
            WHERE item_id = :item AND occurred_at > :from AND occurred_at <= :until
            GROUP BY 1, 2
            UNION ALL
            SELECT CAST(min(occurred_at) AT TIME ZONE 'UTC' AS date), NULL, count(*) FROM newest
            """;

    private final JdbcClient jdbc;
    private final int rows;

    /**
     * @param rows that may be read
     */
    JdbcItemDaysReader(JdbcClient jdbc, int rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    @Override
    public ItemDays read(SiteId site, String itemId, Instant until, Duration window) {
        Found found = new Found();
        RowCallbackHandler each =
                row ->
                        found.add(
                                row.getObject(1, LocalDate.class),
                                row.getString(2),
                                row.getLong(3));
        question("", site, itemId, until, window).query(each);
        return found.days();
    }

    /**
     * @param before what stands before the query
     */
    JdbcClient.StatementSpec question(
            String before, SiteId site, String itemId, Instant until, Duration window) {
        Instant from = until.minus(window);
        return jdbc.sql(before + SQL)
                .param(
                        "first",
                        JdbcTrendReader.smallestKey(from.minus(JdbcTrendReader.WRONG_CLOCK)))
                .param("last", JdbcTrendReader.smallestKey(until.plus(JdbcTrendReader.WRONG_CLOCK)))
                .param("rows", rows)
                .param("site", site.value())
                .param("item", itemId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC));
    }

    private final class Found {

        private final Map<LocalDate, Map<String, Long>> counts = new TreeMap<>();
        private @Nullable LocalDate since;

        void add(@Nullable LocalDate day, @Nullable String type, long count) {
            if (day == null) {
                return;
            }
            if (type != null) {
                counts.computeIfAbsent(day, _ -> new HashMap<>()).put(type, count);
            } else if (count >= rows) {
                since = day.plusDays(1);
            }
        }

        ItemDays days() {
            LocalDate first = since;
            List<Day> days = new ArrayList<>();
            counts.forEach((day, ofDay) -> {
                if (first == null || !day.isBefore(first)) {
                    days.add(new Day(day, ofDay));
                }
            });
            return new ItemDays(days, first);
        }
    }
}
