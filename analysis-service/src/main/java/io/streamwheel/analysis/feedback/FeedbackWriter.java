package io.streamwheel.analysis.feedback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

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
        TreeMap<MetricTable.Row, Tally> rows = new TreeMap<>();
        TreeMap<SampleTable.Row, Tally> samples = new TreeMap<>();
        deeds.forEach((key, deed) -> {
            if (fresh.contains(key)) {
                count(deed, rows, samples);
            }
        });
        MetricTable.add(connection, rows);
        SampleTable.add(connection, samples);
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

    private static void count(
            Deed deed,
            TreeMap<MetricTable.Row, Tally> rows,
            TreeMap<SampleTable.Row, Tally> samples) {
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
