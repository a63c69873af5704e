package io.streamwheel.analysis.interaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code event}: append only. */
final class EventTable {

    // Times travel as milliseconds in a binary array; days and the rest of the day apart keep them
    // exact in PostgreSQL's arithmetic of intervals.
    private static final String INSERT =
            """
            INSERT INTO event (event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                               target_user_id, recommendation_id, occurred_at, received_at, stored_at, payload)
            SELECT event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                   target_user_id, recommendation_id,
                   time_of(occurred),
                   time_of(received),
                   ?, convert_from(payload, 'UTF8')::json
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                      target_user_id, recommendation_id, occurred, received, payload)
            ON CONFLICT (event_key) DO NOTHING
            RETURNING event_key
            """;

    private static final String FIND =
            "SELECT occurred_at, received_at, stored_at FROM event WHERE event_key = ?";

    private EventTable() {}

    /**
     * Inserts events.
     *
     * @param events in the order of their keys, so that two writers cannot lock each other
     * @return the keys of those that were not there
     */
    static Set<UUID> insert(Connection connection, List<NewEvent> events, Instant storedAt)
            throws SQLException {
        Set<UUID> inserted = HashSet.newHashSet(events.size());
        if (events.isEmpty()) {
            return inserted;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, statement, events);
            statement.setObject(1, OffsetDateTime.ofInstant(storedAt, ZoneOffset.UTC));
            columns.set(2, "uuid", new UUID[0], NewEvent::key);
            columns.set(3, "int4", new Integer[0], each -> each.site().value());
            columns.set(4, "text", new String[0], each -> each.event().id());
            columns.set(5, "text", new String[0], each -> each.event().type());
            columns.set(6, "text", new String[0], each -> each.visitor().id());
            columns.set(7, "bool", new Boolean[0], each -> each.visitor().known());
            columns.set(8, "text", new String[0], each -> each.event().anonymousId());
            columns.set(9, "text", new String[0], each -> each.event().sessionId());
            columns.set(10, "text", new String[0], each -> each.event().targetUserId());
            columns.set(11, "text", new String[0], each -> each.event().recommendationId());
            columns.set(12, "int8", new Long[0], each -> each.event().occurredAt().toEpochMilli());
            columns.set(13, "int8", new Long[0], each -> each.event().receivedAt().toEpochMilli());
            columns.set(14, "bytea", new byte[0][], each -> each.event().payload().toByteArray());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    inserted.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return inserted;
    }

    /** Binds one array per column. */
    private record Columns(
            Connection connection, PreparedStatement statement, List<NewEvent> events) {

        /**
         * Binds a column.
         *
         * @param empty of the type that lets the driver choose its binary form
         */
        <T> void set(int place, String type, T[] empty, Function<NewEvent, @Nullable T> value)
                throws SQLException {
            @Nullable T[] values = Arrays.copyOf(empty, events.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(events.get(i));
            }
            statement.setArray(place, connection.createArrayOf(type, values));
        }
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
