package io.streamwheel.analysis.feedback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.TreeMap;

/** Table {@code recommendation_sample}: the same by buckets of visitors, to tell what is chance. */
final class SampleTable {

    private static final String ADD =
            """
            INSERT INTO recommendation_sample AS m (site_id, day, scenario, visitor_group, bucket, currency,
                                                    visitor_days, impressions, clicks, conversions, revenue)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (site_id, day, scenario, visitor_group, bucket, currency) DO UPDATE SET
                visitor_days = m.visitor_days + excluded.visitor_days,
                impressions = m.impressions + excluded.impressions,
                clicks = m.clicks + excluded.clicks,
                conversions = m.conversions + excluded.conversions,
                revenue = m.revenue + excluded.revenue
            """;

    private SampleTable() {}

    /** Where the same is counted for comparing the groups. */
    record Row(
            int site,
            LocalDate day,
            String scenario,
            VisitorGroup group,
            int bucket,
            String currency)
            implements Comparable<Row> {

        private static final Comparator<Row> ORDER =
                Comparator.comparingInt(Row::site)
                        .thenComparing(Row::day)
                        .thenComparing(Row::scenario)
                        .thenComparing(Row::group)
                        .thenComparingInt(Row::bucket)
                        .thenComparing(Row::currency);

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds counts, in one order for all who count. */
    static void add(Connection connection, TreeMap<Row, Tally> samples) throws SQLException {
        if (samples.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            TallyColumns<Row> columns = new TallyColumns<>(connection, statement, samples);
            columns.set("int4", Row::site);
            columns.set("date", row -> row.day().toString());
            columns.set("text", Row::scenario);
            columns.set("text", row -> row.group().slug());
            columns.set("int2", row -> (short) row.bucket());
            columns.set("text", Row::currency);
            columns.count(tally -> tally.visitorDays);
            columns.count(tally -> tally.impressions);
            columns.count(tally -> tally.clicks);
            columns.count(tally -> tally.conversions);
            columns.revenue();
            statement.executeUpdate();
        }
    }
}
