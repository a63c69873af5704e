package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.TrendReader;
import io.streamwheel.analysis.site.SiteId;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts over stretches of table {@code interaction}. Keys begin with the time that the client's
 * clock showed, so a stretch of time is a stretch of a site's keys, give or take a wrong clock.
 */
final class JdbcTrendReader implements TrendReader {

    /** A key may be so far from the time that its row bears. */
    static final Duration WRONG_CLOCK = Duration.ofDays(1);

    private static final int WINDOWS_BEFORE = 7;

    private static final String NEWEST =
            """
            SELECT max(occurred_at) FROM (
                (SELECT occurred_at FROM interaction WHERE type <> 'impression' AND site_id = :site
                 ORDER BY event_key DESC LIMIT 1000)
                UNION ALL
                (SELECT occurred_at FROM interaction WHERE type = 'impression' AND site_id = :site
                 ORDER BY event_key DESC LIMIT 1000)
            ) newest
            """;

    // A visitor counts once per item, with the deed that weighs most.
    private static final String BY_VISITOR =
            """
            WITH weight (type, weight) AS (SELECT * FROM unnest(CAST(:types AS text[]), CAST(:weights AS float8[]))),
            wanted AS (
                SELECT i.item_id, i.visitor, i.known, i.occurred_at > :from AS recent, max(w.weight) AS weight
                FROM interaction_by_key i JOIN weight w USING (type)
                WHERE i.site_id = :site AND i.event_key >= :first AND i.event_key < :last
                      AND i.occurred_at > :before AND i.occurred_at <= :until
                GROUP BY 1, 2, 3, 4
            )
            """;

    private static final String POPULAR =
            BY_VISITOR
                    + """
                    SELECT item_id, sum(weight) AS score FROM wanted WHERE recent
                    GROUP BY item_id ORDER BY score DESC, item_id LIMIT :limit
                    """;

    private static final String TRENDING =
            BY_VISITOR
                    + """
                    , sums AS (
                        SELECT item_id, coalesce(sum(weight) FILTER (WHERE recent), 0) AS now,
                               coalesce(sum(weight) FILTER (WHERE NOT recent), 0) / :windows AS usual
                        FROM wanted GROUP BY item_id
                    )
                    SELECT item_id, (now - usual) / sqrt(usual + 1) AS score FROM sums
                    WHERE now > usual ORDER BY score DESC, item_id LIMIT :limit
                    """;

    private final JdbcClient jdbc;
    private final String[] types;
    private final Double[] weights;

    JdbcTrendReader(JdbcClient jdbc, TypeWeights weights) {
        this.jdbc = jdbc;
        List<String> positive =
                weights.weighty().stream().filter(type -> weights.of(type, null) > 0).toList();
        types = positive.toArray(String[]::new);
        this.weights =
                positive.stream()
                        .map(type -> (double) weights.of(type, null))
                        .toArray(Double[]::new);
    }

    @Override
    public Optional<Instant> newest(SiteId site) {
        return jdbc.sql(NEWEST)
                .param("site", site.value())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public PopularityModel popular(SiteId site, Instant until, Duration window, int limit) {
        Instant from = until.minus(window);
        return ranking(stretch(POPULAR, site, from, from, until, limit));
    }

    @Override
    public PopularityModel trending(SiteId site, Instant until, Duration window, int limit) {
        Instant from = until.minus(window);
        Instant before = from.minus(window.multipliedBy(WINDOWS_BEFORE));
        return ranking(
                stretch(TRENDING, site, before, from, until, limit)
                        .param("windows", WINDOWS_BEFORE));
    }

    private JdbcClient.StatementSpec stretch(
            String sql, SiteId site, Instant before, Instant from, Instant until, int limit) {
        return jdbc.sql(sql)
                .param("types", types)
                .param("weights", weights)
                .param("site", site.value())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("first", smallestKey(before.minus(WRONG_CLOCK)))
                .param("last", smallestKey(until.plus(WRONG_CLOCK)))
                .param("limit", limit);
    }

    private static PopularityModel ranking(JdbcClient.StatementSpec question) {
        List<String> items = new ArrayList<>();
        FloatArrayList scores = new FloatArrayList();
        question.query(row -> {
            items.add(row.getString(1));
            scores.add(row.getFloat(2));
        });
        return new PopularityModel(items, scores.toFloatArray());
    }

    /** The smallest key of that millisecond: 48 bits of time, then zeros. */
    static UUID smallestKey(Instant at) {
        long millis = Math.max(0, Math.min(at.toEpochMilli(), (1L << 47) - 1));
        return new UUID(millis << 16, 0);
    }
}
