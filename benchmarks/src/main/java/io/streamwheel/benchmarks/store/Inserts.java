package io.streamwheel.benchmarks.store;

import io.streamwheel.event.EnrichedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** One statement a row. */
final class Inserts {

    private static final String INSERT =
            """
            INSERT INTO %s (event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                            target_user_id, recommendation_id, occurred_at, received_at, stored_at, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
            ON CONFLICT DO NOTHING
            """
                    .formatted(RowWriter.TABLE);

    private Inserts() {}

    /** Each waits for the answer to the one before. */
    static void oneByOne(Connection connection, List<NewRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (NewRow row : rows) {
                bind(statement, row);
                statement.executeUpdate();
            }
        }
    }

    /**
     * All are sent, then all answers read. A connection with {@code reWriteBatchedInserts} makes
     * one statement of up to 128 rows.
     */
    static void batch(Connection connection, List<NewRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (NewRow row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, NewRow row) throws SQLException {
        EnrichedEvent event = row.event();
        statement.setObject(1, row.key());
        statement.setInt(2, 1);
        statement.setString(3, event.id());
        statement.setString(4, event.type());
        statement.setString(5, event.userId());
        statement.setBoolean(6, true);
        statement.setString(7, event.anonymousId());
        statement.setString(8, event.sessionId());
        statement.setNull(9, Types.VARCHAR);
        statement.setNull(10, Types.VARCHAR);
        statement.setObject(11, time(event.occurredAt()));
        statement.setObject(12, time(event.receivedAt()));
        statement.setObject(13, time(event.receivedAt()));
        statement.setString(14, event.payload().toText());
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
