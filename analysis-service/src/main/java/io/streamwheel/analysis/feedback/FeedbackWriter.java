package io.streamwheel.analysis.feedback;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts what visitors did with lists, in the transaction that stores it: each pair of a list and
 * an item once as shown, once as clicked and once as bought, whatever number of events say so.
 * Tables {@code recommendation_deed}, {@code recommendation_metric} and {@code
 * recommendation_sample}.
 *
 * <p>It counts on the day (UTC) of the list, not on that of the deed. A deed counts when it is
 * stored within {@code attribution} of the list: for so long it is kept what was counted.
 */
public final class FeedbackWriter {

    /** Kept for longer than it counts, for clocks that differ and for the keys of whole days. */
    private static final Duration SLACK = Duration.ofDays(2);

    private static final int REMOVED_AT_ONCE = 20_000;

    private static final String CLAIM =
            """
            INSERT INTO recommendation_deed (deed_key) SELECT * FROM unnest(?)
            ON CONFLICT (deed_key) DO NOTHING RETURNING deed_key
            """;

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

    private static final String ADD_SAMPLE =
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

    private static final String REMOVE =
            """
            DELETE FROM recommendation_deed WHERE deed_key IN (
                SELECT deed_key FROM recommendation_deed WHERE deed_key < ? ORDER BY deed_key LIMIT ?
                FOR UPDATE SKIP LOCKED)
            """;

    private final RecommendationIds ids;
    private final Duration attribution;

    /**
     * @param attribution so long after a list what is done with it counts
     */
    public FeedbackWriter(RecommendationIds ids, Duration attribution) {
        if (attribution.isNegative() || attribution.isZero()) {
            throw new IllegalArgumentException("attribution must be above 0: " + attribution);
        }
        this.ids = ids;
        this.attribution = attribution;
    }

    /** Where something is counted; empty scenario and strategy {@code unknown} for foreign ids. */
    private record Row(
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

    /** Where the same is counted for comparing the groups. */
    private record Sample(
            int site,
            LocalDate day,
            String scenario,
            VisitorGroup group,
            int bucket,
            String currency)
            implements Comparable<Sample> {

        private static final Comparator<Sample> ORDER =
                Comparator.comparingInt(Sample::site)
                        .thenComparing(Sample::day)
                        .thenComparing(Sample::scenario)
                        .thenComparing(Sample::group)
                        .thenComparingInt(Sample::bucket)
                        .thenComparing(Sample::currency);

        @Override
        public int compareTo(Sample other) {
            return ORDER.compare(this, other);
        }
    }

    /** Something that may be counted: a response, or that a visitor came on that day. */
    private record Deed(Response response, Optional<ListOrigin> origin, boolean isVisit) {

        private LocalDate day() {
            Instant at = origin.map(ListOrigin::at).orElse(response.occurredAt());
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        private String currency() {
            String said = response.currency();
            return said == null || isVisit ? "" : said;
        }

        Row row() {
            return new Row(
                    response.site().value(),
                    day(),
                    origin.map(ListOrigin::scenario).orElse(""),
                    origin.map(ListOrigin::strategy).orElse(ListOrigin.UNKNOWN),
                    origin.map(ListOrigin::modelVersion).orElse(0L),
                    origin.map(each -> each.place().group()).orElse(VisitorGroup.NONE),
                    currency());
        }

        Sample sample(ListOrigin from) {
            return new Sample(
                    response.site().value(),
                    day(),
                    from.scenario(),
                    from.place().group(),
                    from.place().bucket(),
                    currency());
        }
    }

    /**
     * Counts what was not counted before. To be called late in a transaction: everyone who counts
     * waits for its rows.
     *
     * @param responses of events that were never stored before
     */
    public void write(Connection connection, List<Response> responses, Instant now)
            throws SQLException {
        TreeMap<UUID, Deed> deeds = deeds(responses, now);
        if (deeds.isEmpty()) {
            return;
        }
        Set<UUID> fresh = claim(connection, deeds.keySet());
        TreeMap<Row, Tally> rows = new TreeMap<>();
        TreeMap<Sample, Tally> samples = new TreeMap<>();
        deeds.forEach((key, deed) -> {
            if (fresh.contains(key)) {
                count(deed, rows, samples);
            }
        });
        add(connection, rows);
        addSamples(connection, samples);
    }

    private TreeMap<UUID, Deed> deeds(List<Response> responses, Instant now) {
        TreeMap<UUID, Deed> deeds = new TreeMap<>();
        for (Response each : responses) {
            Optional<ListOrigin> origin = ids.read(each.site(), each.recommendationId());
            Instant at = origin.map(ListOrigin::at).orElse(each.occurredAt());
            if (at.plus(attribution).isBefore(now)) {
                continue;
            }
            UUID key =
                    DeedKey.of(
                            at(origin, each),
                            each.site(),
                            each.type(),
                            each.recommendationId(),
                            each.itemId());
            deeds.putIfAbsent(key, new Deed(each, origin, false));
            if (origin.isPresent() && origin.get().place().group() != VisitorGroup.NONE) {
                deeds.putIfAbsent(visit(each, origin.get()), new Deed(each, origin, true));
            }
        }
        return deeds;
    }

    /** Foreign ids tell no time that can be trusted, so that they count once a day. */
    private static Instant at(Optional<ListOrigin> origin, Response response) {
        return origin.map(ListOrigin::at).orElse(startOfDay(response.occurredAt()));
    }

    private static UUID visit(Response response, ListOrigin origin) {
        return DeedKey.of(
                startOfDay(origin.at()),
                response.site(),
                "visit",
                origin.scenario(),
                origin.place().group().slug(),
                response.known() ? "user" : "anonymous",
                response.visitor());
    }

    private static Instant startOfDay(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS);
    }

    private static Set<UUID> claim(Connection connection, Set<UUID> keys) throws SQLException {
        Set<UUID> fresh = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return fresh;
    }

    private static void count(Deed deed, TreeMap<Row, Tally> rows, TreeMap<Sample, Tally> samples) {
        if (!deed.isVisit()) {
            rows.computeIfAbsent(deed.row(), _ -> new Tally()).add(deed.response());
        }
        deed.origin()
                .filter(origin -> origin.place().group() != VisitorGroup.NONE)
                .map(deed::sample)
                .ifPresent(sample -> {
                    Tally tally = samples.computeIfAbsent(sample, _ -> new Tally());
                    if (deed.isVisit()) {
                        tally.visitorDays++;
                    } else {
                        tally.add(deed.response());
                    }
                });
    }

    private static void add(Connection connection, TreeMap<Row, Tally> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            Columns<Row> columns = new Columns<>(connection, statement, rows);
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

    private static void addSamples(Connection connection, TreeMap<Sample, Tally> samples)
            throws SQLException {
        if (samples.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD_SAMPLE)) {
            Columns<Sample> columns = new Columns<>(connection, statement, samples);
            columns.set("int4", Sample::site);
            columns.set("date", row -> row.day().toString());
            columns.set("text", Sample::scenario);
            columns.set("text", row -> row.group().slug());
            columns.set("int2", row -> (short) row.bucket());
            columns.set("text", Sample::currency);
            columns.count(tally -> tally.visitorDays);
            columns.count(tally -> tally.impressions);
            columns.count(tally -> tally.clicks);
            columns.count(tally -> tally.conversions);
            columns.revenue();
            statement.executeUpdate();
        }
    }

    /** Binds one array per column, from left to right. */
    private static final class Columns<K> {

        private final Connection connection;
        private final PreparedStatement statement;
        private final Map<K, Tally> rows;
        private int place;

        Columns(Connection connection, PreparedStatement statement, Map<K, Tally> rows) {
            this.connection = connection;
            this.statement = statement;
            this.rows = rows;
        }

        void set(String type, Function<K, @Nullable Object> value) throws SQLException {
            bind(type, rows.keySet().stream().map(value).toArray());
        }

        void count(ToLongFunction<Tally> value) throws SQLException {
            bind("int8", rows.values().stream().map(value::applyAsLong).toArray());
        }

        void revenue() throws SQLException {
            List<BigDecimal> amounts = new ArrayList<>();
            rows.values().forEach(tally -> amounts.add(tally.revenue));
            bind("numeric", amounts.toArray());
        }

        private void bind(String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(++place, connection.createArrayOf(type, values));
        }
    }

    /**
     * Forgets what was counted of lists so old that nothing more counts; the counts stay.
     *
     * @return how much; there may be more when it is not 0
     */
    public int removeOld(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            statement.setObject(1, DeedKey.smallestOf(now.minus(attribution).minus(SLACK)));
            statement.setInt(2, REMOVED_AT_ONCE);
            return statement.executeUpdate();
        }
    }
}
