package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.FailedEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code failed_event}: the same copy failing at the same stage is one row and counts once,
 * however often it is told.
 */
public final class FailedEventStore {

    private static final String INSERT =
            """
            INSERT INTO failed_event (site_id, event_id, copy_id, stage, reason, detail, received_at, failed_at,
                                      payload)
            SELECT site_id, event_id, copy_id, stage, reason, detail, received_at::timestamptz,
                   failed_at::timestamptz, payload
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (site_id, event_id, copy_id, stage, reason, detail, received_at, failed_at, payload)
            ON CONFLICT (copy_id, stage) DO NOTHING
            RETURNING site_id, reason
            """;

    private static final String COLUMNS =
            "failed_id, stage, reason, detail, event_id, received_at, failed_at, replays,"
                    + " substring(payload from 1 for 65536) AS payload, octet_length(payload) AS size";

    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + """
                     FROM failed_event WHERE site_id = ? AND event_id = ?
                    ORDER BY failed_id DESC LIMIT 1
                    """;

    private static final String PAGE =
            "SELECT "
                    + COLUMNS
                    + """
                     FROM failed_event
                    WHERE (site_id = ? OR (site_id IS NULL AND ?))
                      AND (stage = ? OR ?::text IS NULL) AND (reason = ? OR ?::text IS NULL)
                      AND failed_id < ?
                    ORDER BY failed_id DESC LIMIT ?
                    """;

    private static final String DELETE =
            """
            DELETE FROM failed_event WHERE failed_id = ? AND (site_id = ? OR (site_id IS NULL AND ?))
            """;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final DataSource database;
    private final Sites sites;

    public FailedEventStore(DataSource database, Sites sites) {
        this.database = database;
        this.sites = sites;
    }

    /**
     * Stores and counts those that are not there yet.
     *
     * @return how many were not
     */
    public int store(List<FailedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return 0;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Increments increments = insert(connection, events);
                PipelineTotals.add(connection, increments);
                connection.commit();
                return increments.total(Fate.FAILED);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private Increments insert(Connection connection, List<FailedEvent> events) throws SQLException {
        Increments increments = new Increments();
        int size = events.size();
        @Nullable Integer[] siteIds = new @Nullable Integer[size];
        @Nullable String[] eventIds = new @Nullable String[size];
        byte[][] payloads = new byte[size][];
        Map<String, Optional<SiteId>> known = new HashMap<>();
        for (int i = 0; i < size; i++) {
            FailedEvent event = events.get(i);
            String name = event.site();
            if (name != null) {
                siteIds[i] =
                        known.computeIfAbsent(name, sites::find).map(SiteId::value).orElse(null);
            }
            eventIds[i] = event.id() == null ? null : withoutNul(event.id());
            payloads[i] = event.payload().toByteArray();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, connection.createArrayOf("int4", siteIds));
            statement.setArray(2, connection.createArrayOf("text", eventIds));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", events.stream().map(FailedEvent::copyId).toArray()));
            statement.setArray(4, texts(connection, events, event -> event.stage().slug()));
            statement.setArray(5, texts(connection, events, FailedEvent::reason));
            statement.setArray(6, texts(connection, events, FailedEvent::detail));
            statement.setArray(
                    7, texts(connection, events, event -> clamped(event.receivedAt()).toString()));
            statement.setArray(
                    8, texts(connection, events, event -> clamped(event.failedAt()).toString()));
            statement.setArray(9, connection.createArrayOf("bytea", payloads));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int site = rows.getInt("site_id");
                    increments.add(
                            rows.wasNull() ? null : new SiteId(site),
                            Fate.FAILED,
                            rows.getString("reason"));
                }
            }
        }
        return increments;
    }

    private static Array texts(
            Connection connection, List<FailedEvent> events, Function<FailedEvent, String> text)
            throws SQLException {
        return connection.createArrayOf(
                "text", events.stream().map(event -> withoutNul(text.apply(event))).toArray());
    }

    /** The newest failure of an event. */
    public Optional<FailedEventRow> find(SiteId site, String eventId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setInt(1, site.value());
            statement.setString(2, withoutNul(eventId));
            return read(statement).stream().findFirst();
        }
    }

    /**
     * A page of what failed, newest first: the site's own, and what is nobody's when there is no
     * other site that it could belong to.
     *
     * @param before only those with a lower id
     */
    public List<FailedEventRow> page(
            SiteId site, @Nullable String stage, @Nullable String reason, long before, int size)
            throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setInt(1, site.value());
            statement.setBoolean(2, alone);
            statement.setString(3, stage);
            statement.setString(4, stage);
            statement.setString(5, reason);
            statement.setString(6, reason);
            statement.setLong(7, before);
            statement.setInt(8, size);
            return read(statement);
        }
    }

    /** Deletes one; false when there is none that the site may see. */
    public boolean delete(SiteId site, long id) throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setLong(1, id);
            statement.setInt(2, site.value());
            statement.setBoolean(3, alone);
            return statement.executeUpdate() > 0;
        }
    }

    private boolean isAlone(SiteId site) {
        return sites.all().equals(List.of(site));
    }

    private static List<FailedEventRow> read(PreparedStatement statement) throws SQLException {
        List<FailedEventRow> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new FailedEventRow(
                                rows.getLong("failed_id"),
                                rows.getString("stage"),
                                rows.getString("reason"),
                                rows.getString("detail"),
                                rows.getString("event_id"),
                                rows.getTimestamp("received_at").toInstant(),
                                rows.getTimestamp("failed_at").toInstant(),
                                rows.getBytes("payload"),
                                rows.getInt("size"),
                                rows.getInt("replays")));
            }
        }
        return found;
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A stranger's envelope may name any time; PostgreSQL knows fewer. */
    private static Instant clamped(Instant at) {
        return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
    }

    /** PostgreSQL's text knows every character but this one; the payload keeps it. */
    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }
}
