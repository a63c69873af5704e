package io.streamwheel.analysis.pipeline;

import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Table {@code pipeline_total}: counted in the transaction that decides a fate, as its last step,
 * because everyone who counts waits for this row.
 */
public final class PipelineTotals {

    private static final String ADD =
            """
            INSERT INTO pipeline_total AS t (site_id, fate, reason, total)
            SELECT n.* FROM unnest(?, ?, ?, ?) AS n (site_id, fate, reason, total)
            ON CONFLICT (site_id, fate, reason) DO UPDATE SET total = t.total + excluded.total
            RETURNING site_id, fate, reason, total
            """;

    private static final String READ =
            """
            SELECT fate, sum(total)::bigint AS total FROM pipeline_total
            WHERE site_id IN (?, ?) GROUP BY fate
            """;

    private PipelineTotals() {}

    /**
     * Adds increments, in one order for all writers.
     *
     * @return of each site with an event that is stored
     */
    public static List<StoredTotal> add(Connection connection, Increments increments)
            throws SQLException {
        Map<Increments.Key, Integer> byKey = increments.byKey();
        if (byKey.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            var keys = byKey.keySet();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", keys.stream().map(Increments.Key::siteId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(key -> key.fate().slug()).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", keys.stream().map(Increments.Key::reason).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", byKey.values().stream().map(Integer::longValue).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                return stored(rows, byKey);
            }
        }
    }

    private static List<StoredTotal> stored(ResultSet rows, Map<Increments.Key, Integer> byKey)
            throws SQLException {
        List<StoredTotal> stored = new ArrayList<>();
        while (rows.next()) {
            Increments.Key key =
                    new Increments.Key(
                            rows.getInt("site_id"),
                            Fate.of(rows.getString("fate")),
                            rows.getString("reason"));
            if (key.fate() == Fate.STORED && byKey.get(key) instanceof Integer events) {
                stored.add(
                        new StoredTotal(new SiteId(key.siteId()), events, rows.getLong("total")));
            }
        }
        return stored;
    }

    /** The totals of a site, and with them what is nobody's. */
    public static Totals read(Connection connection, SiteId site) throws SQLException {
        Totals totals = Totals.NONE;
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setInt(1, site.value());
            statement.setInt(2, Increments.NOBODY);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals = totals.plus(Fate.of(rows.getString("fate")), rows.getLong("total"));
                }
            }
        }
        return totals;
    }
}
