package io.streamwheel.analysis.deduplication;

import io.streamwheel.analysis.rows.BinaryRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Which events came on which day, and which further copies of them: the tables {@code
 * event_receipt} and {@code duplicate_receipt}. Days are asked one by one, so that PostgreSQL
 * touches the partitions of that day and its neighbours only.
 */
public final class Receipts {

    // A look into each day's index by itself: asked with "day IN ... AND id_hash = ANY ...", the
    // planner reads a young partition, of which it has no statistics yet, from end to end.
    private static final String FIND_NEAR =
            """
            SELECT n.id_hash, r.copy_id
            FROM unnest(?) AS n (id_hash)
            CROSS JOIN LATERAL (
                SELECT copy_id FROM event_receipt WHERE day = ? AND id_hash = n.id_hash
                UNION ALL
                SELECT copy_id FROM event_receipt WHERE day = ? AND id_hash = n.id_hash
                UNION ALL
                SELECT copy_id FROM event_receipt WHERE day = ? AND id_hash = n.id_hash
                LIMIT 1) AS r
            """;

    private static final String FIND_ON_ANY_DAY =
            """
            SELECT n.id_hash, r.copy_id
            FROM unnest(?) AS n (id_hash)
            CROSS JOIN LATERAL (
                SELECT e.copy_id
                FROM (SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
                      FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
                      WHERE h.inhparent = 'event_receipt'::regclass) AS d
                CROSS JOIN LATERAL (
                    SELECT copy_id FROM event_receipt WHERE day = d.day AND id_hash = n.id_hash LIMIT 1) AS e
                LIMIT 1) AS r
            """;

    private static final String TABLE = "event_receipt";
    private static final String COLUMNS = TABLE + " (day, id_hash, copy_id, reason, event_key)";
    private static final int COLUMN_COUNT = 5;

    /** Bytes of a row, as a guess. */
    private static final int ROW_SIZE = 100;

    private static final String INSERT_COPIES =
            """
            INSERT INTO duplicate_receipt (day, copy_id, orphan_reason)
            SELECT n.day::date, n.copy_id, n.orphan_reason FROM unnest(?, ?, ?) AS n (day, copy_id, orphan_reason)
            ON CONFLICT (day, copy_id) DO NOTHING
            RETURNING copy_id
            """;

    private static final String ADOPT_ORPHANS =
            """
            DELETE FROM duplicate_receipt
            WHERE day = ? AND copy_id = ANY (?) AND orphan_reason IS NOT NULL
            RETURNING copy_id, orphan_reason
            """;

    /** Tells the days from the names of the partitions, then probes each: newest first. */
    private static final String FIND =
            """
            SELECT r.day, r.copy_id, r.reason, r.event_key
            FROM (SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
                  FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
                  WHERE h.inhparent = 'event_receipt'::regclass
                  ORDER BY day DESC) AS d
            CROSS JOIN LATERAL (SELECT * FROM event_receipt e WHERE e.day = d.day AND e.id_hash = ? LIMIT 1) AS r
            LIMIT 1
            """;

    /**
     * Copies of one event on two days must not be written at the same moment: neither sees the
     * other.
     */
    private static final String LOCK_MIDNIGHT =
            "SELECT pg_advisory_xact_lock(hashtext('streamwheel.receipt-midnight'))";

    private Receipts() {}

    /** Lets one transaction at a time write receipts near midnight, until it ends. */
    public static void lockMidnight(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_MIDNIGHT)) {
            statement.execute();
        }
    }

    /** The copies that are known of some events, looked for on a day and on those beside it. */
    public static Map<EventIdentity, Long> findNear(
            Connection connection, LocalDate day, Collection<EventIdentity> identities)
            throws SQLException {
        return find(
                connection, FIND_NEAR, identities, List.of(day, day.minusDays(1), day.plusDays(1)));
    }

    /** The same, looked for on every day there is: a probe for each, so for a few only. */
    public static Map<EventIdentity, Long> findOnAnyDay(
            Connection connection, Collection<EventIdentity> identities) throws SQLException {
        return find(connection, FIND_ON_ANY_DAY, identities, List.of());
    }

    private static Map<EventIdentity, Long> find(
            Connection connection,
            String sql,
            Collection<EventIdentity> identities,
            List<LocalDate> days)
            throws SQLException {
        Map<EventIdentity, Long> found = new HashMap<>();
        if (identities.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            planAnew(statement);
            statement.setArray(1, uuids(connection, identities));
            for (int i = 0; i < days.size(); i++) {
                statement.setObject(i + 2, days.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new EventIdentity(rows.getObject(1, UUID.class)), rows.getLong(2));
                }
            }
        }
        return found;
    }

    /**
     * Inserts receipts.
     *
     * @param receipts in the order of their days and identities, so that two writers cannot lock
     *     each other
     * @throws SQLException also when somebody else has just {@linkplain #saysKnown inserted} one of
     *     them
     */
    public static void insert(Connection connection, List<Receipt> receipts) throws SQLException {
        if (receipts.isEmpty()) {
            return;
        }
        BinaryRows rows = new BinaryRows(COLUMN_COUNT, ROW_SIZE * receipts.size());
        for (Receipt receipt : receipts) {
            rows.row()
                    .date(receipt.day())
                    .uuid(receipt.identity().hash())
                    .bigint(receipt.copyId())
                    .text(receipt.filteredBecause())
                    .uuid(receipt.eventKey());
        }
        rows.copyInto(connection, COLUMNS);
    }

    /** Whether an insert has failed because one of the receipts was there. */
    public static boolean saysKnown(SQLException failure) {
        return BinaryRows.conflictIn(failure) instanceof String table
                && table.startsWith(TABLE); // a partition
    }

    /**
     * Inserts further copies.
     *
     * @param copies in their natural order
     * @return the ids of those that were not known; a redelivered copy is
     */
    public static Set<Long> insertCopies(Connection connection, Collection<Copy> copies)
            throws SQLException {
        Set<Long> inserted = new HashSet<>();
        if (copies.isEmpty()) {
            return inserted;
        }
        String[] days = copies.stream().map(copy -> copy.day().toString()).toArray(String[]::new);
        Long[] ids = copies.stream().map(Copy::copyId).toArray(Long[]::new);
        @Nullable String[] reasons = copies.stream().map(Copy::orphanReason).toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(INSERT_COPIES)) {
            statement.setArray(1, connection.createArrayOf("text", days));
            statement.setArray(2, connection.createArrayOf("int8", ids));
            statement.setArray(3, connection.createArrayOf("text", reasons));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    inserted.add(rows.getLong(1));
                }
            }
        }
        return inserted;
    }

    /**
     * Takes copies that are no duplicates from them: they came as such before any copy of their
     * event had a receipt, and now have one themselves.
     *
     * @return of those that were there, why they counted as duplicates
     */
    public static Map<Long, String> adoptOrphans(
            Connection connection, LocalDate day, List<Long> copyIds) throws SQLException {
        Map<Long, String> adopted = new HashMap<>();
        if (copyIds.isEmpty()) {
            return adopted;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADOPT_ORPHANS)) {
            planAnew(statement);
            statement.setObject(1, day);
            statement.setArray(2, connection.createArrayOf("int8", copyIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    adopted.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return adopted;
    }

    /** The newest receipt of an event, of whatever day. */
    public static Optional<Receipt> find(Connection connection, EventIdentity identity)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            planAnew(statement);
            statement.setObject(1, identity.hash());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Receipt(
                                rows.getObject("day", LocalDate.class),
                                identity,
                                rows.getLong("copy_id"),
                                rows.getString("reason"),
                                rows.getObject("event_key", UUID.class)));
            }
        }
    }

    /** A plan that was made while a partition was empty would read all of it when it is full. */
    private static void planAnew(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }

    private static Array uuids(Connection connection, Collection<EventIdentity> identities)
            throws SQLException {
        List<UUID> hashes = new ArrayList<>(identities.size());
        identities.forEach(identity -> hashes.add(identity.hash()));
        return connection.createArrayOf("uuid", hashes.toArray(UUID[]::new));
    }
}
