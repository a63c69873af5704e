package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.rows.BinaryRows;
import io.streamwheel.event.EnrichedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Table {@code event}, and {@code event_payload} with it: append only. */
final class EventTable {

    private static final String COLUMNS =
            """
            event (event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                   target_user_id, recommendation_id, occurred_at, received_at, stored_at,
                   payload_id, payload_position)\
            """;

    private static final int COLUMN_COUNT = 15;

    /** Bytes of a row, as a guess. */
    private static final int ROW_SIZE = 300;

    private static final String TABLE = "event";

    private static final String FIND_KNOWN =
            "SELECT event_key FROM event WHERE event_key = ANY (?)";

    private static final String FIND =
            "SELECT occurred_at, received_at, stored_at FROM event WHERE event_key = ?";

    private EventTable() {}

    /**
     * Inserts events.
     *
     * @param events in the order of their keys, so that two writers cannot lock each other
     * @throws SQLException also when one of them {@linkplain #saysKnown is there already}
     */
    static void insert(Connection connection, List<NewEvent> events, Instant storedAt)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        List<PayloadChunk> payloads = PayloadChunk.cut(events);
        long[] ids = PayloadTable.newIds(connection, payloads.size());
        BinaryRows rows = new BinaryRows(COLUMN_COUNT, ROW_SIZE * events.size());
        for (int i = 0; i < ids.length; i++) {
            addRows(rows, payloads.get(i), ids[i], storedAt);
        }
        rows.copyInto(connection, COLUMNS);
        PayloadTable.insert(connection, payloads, ids);
    }

    private static void addRows(BinaryRows rows, PayloadChunk chunk, long id, Instant storedAt) {
        int position = 0;
        for (NewEvent each : chunk.events()) {
            EnrichedEvent event = each.event();
            rows.row()
                    .uuid(each.key())
                    .integer(each.site().value())
                    .text(event.id())
                    .text(event.type())
                    .text(each.visitor().id())
                    .bool(each.visitor().known())
                    .text(event.anonymousId())
                    .text(event.sessionId())
                    .text(event.targetUserId())
                    .text(event.recommendationId())
                    .time(event.occurredAt())
                    .time(event.receivedAt())
                    .time(storedAt)
                    .bigint(id)
                    .smallint(++position);
        }
    }

    /** Whether an insert has failed because one of the events was there. */
    static boolean saysKnown(SQLException failure) {
        return TABLE.equals(BinaryRows.conflictIn(failure));
    }

    /** The keys of those that are there. */
    static Set<UUID> findKnown(Connection connection, List<NewEvent> events) throws SQLException {
        Set<UUID> known = new HashSet<>();
        UUID[] keys = events.stream().map(NewEvent::key).toArray(UUID[]::new);
        try (PreparedStatement statement = connection.prepareStatement(FIND_KNOWN)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /** The three times of a stored event. */
    static Optional<EventTimes> find(Connection connection, UUID key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new EventTimes(
                                        rows.getTimestamp("occurred_at").toInstant(),
                                        rows.getTimestamp("received_at").toInstant(),
                                        rows.getTimestamp("stored_at").toInstant()))
                        : Optional.empty();
            }
        }
    }
}
