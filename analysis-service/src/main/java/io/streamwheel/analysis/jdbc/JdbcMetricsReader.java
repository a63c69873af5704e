package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.feedback.MetricsReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds up rows of tables {@code recommendation_metric} and {@code recommendation_sample}, a range
 * of their primary keys.
 */
final class JdbcMetricsReader implements MetricsReader {

    // What is shown is found first and added up then: most of a year is neither shown nor added.
    private static final String ROWS =
            """
            WITH shown AS (
                SELECT DISTINCT scenario, model_version, strategy, visitor_group
                FROM recommendation_metric
                WHERE site_id = :site AND day >= :from AND day < :to AND (:scenario::text IS NULL OR scenario = :scenario)
                ORDER BY scenario, model_version DESC, strategy, visitor_group
                LIMIT :most
            )
            SELECT scenario, strategy, model_version, visitor_group, currency,
                   sum(impressions)::bigint, sum(clicks)::bigint, sum(conversions)::bigint, sum(revenue)
            FROM shown
            JOIN recommendation_metric USING (scenario, model_version, strategy, visitor_group)
            WHERE site_id = :site AND day >= :from AND day < :to
            GROUP BY scenario, strategy, model_version, visitor_group, currency
            ORDER BY scenario, model_version DESC, strategy, visitor_group, currency
            """;

    private static final String SAMPLES =
            """
            SELECT scenario, visitor_group, bucket, currency, sum(visitor_days)::bigint,
                   sum(impressions)::bigint, sum(clicks)::bigint, sum(conversions)::bigint, sum(revenue)::float8
            FROM recommendation_sample
            WHERE site_id = :site AND day >= :from AND day < :to AND (:scenario::text IS NULL OR scenario = :scenario)
            GROUP BY scenario, visitor_group, bucket, currency
            """;

    private final JdbcClient jdbc;

    JdbcMetricsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Row> rows(Question question, int most) {
        return ask(ROWS, question)
                .param("most", most)
                .query((row, number) ->
                        new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getBigDecimal(9)))
                .list();
    }

    @Override
    public List<SampleRow> samples(Question question) {
        return ask(SAMPLES, question)
                .query((row, number) ->
                        new SampleRow(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getDouble(9)))
                .list();
    }

    private JdbcClient.StatementSpec ask(String sql, Question question) {
        @Nullable String scenario = question.scenario();
        return jdbc.sql(sql)
                .param("site", question.site().value())
                .param("from", question.from())
                .param("to", question.to())
                .param("scenario", scenario);
    }
}
