package io.streamwheel.analysis.feedback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.TreeMap;

/** Table {@code recommendation_metric}: what came of the lists of one day and kind. */
final class MetricTable {

    private static final String ADD =
            """
            INSERT INTO recommendation_metric AS m (site_id, day, scenario, strategy, model_version, visitor_group,
                                                    currency, impressions, clicks, conversions, revenue)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (site_id, day, scenario, strategy, model_version, visitor_group, currency) DO UPDATE SET
                impressions = m.impressions + excluded.impressions,
                clicks = m.clicks + excluded.clicks,
                conversions = m.conversions + excluded.conversions,
                revenue = m.revenue + excluded.revenue
            """;

    private MetricTable() {}

    /** Where something is counted; empty scenario and strategy {@code unknown} for foreign ids. */
    record Row(
            int site,
            LocalDate day,
            String scenario,
            String strategy,
            long version,
            VisitorGroup group,
            String currency)
            implements Comparable<Row> {

        private static final Comparator<Row> ORDER =
                Comparator.comparingInt(Row::site)
                        .thenComparing(Row::day)
                        .thenComparing(Row::scenario)
                        .thenComparing(Row::strategy)
                        .thenComparingLong(Row::version)
                        .thenComparing(Row::group)
                        .thenComparing(Row::currency);

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds counts, in one order for all who count. */
    static void add(Connection connection, TreeMap<Row, Tally> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            TallyColumns<Row> columns = new TallyColumns<>(connection, statement, rows);
            columns.set("int4", Row::site);
            columns.set("date", row -> row.day().toString());
            columns.set("text", Row::scenario);
            columns.set("text", Row::strategy);
            columns.set("int8", Row::version);
            columns.set("text", row -> row.group().slug());
            columns.set("text", Row::currency);
            columns.count(tally -> tally.impressions);
            columns.count(tally -> tally.clicks);
            columns.count(tally -> tally.conversions);
            columns.revenue();
            statement.executeUpdate();
        }
    }
}
