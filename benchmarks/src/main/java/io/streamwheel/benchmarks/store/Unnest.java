package io.streamwheel.benchmarks.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement a batch, with an array for each column, as the product had it once. */
final class Unnest {

    private static final String INSERT =
            """
            INSERT INTO %s (event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id,
                            target_user_id, recommendation_id, occurred_at, received_at, stored_at, payload)
            SELECT event_key, 1, event_id, type, visitor, true, anonymous_id, session_id,
                   NULL, NULL, time_of(occurred), time_of(received), time_of(received),
                   convert_from(payload, 'UTF8')::json
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (event_key, event_id, type, visitor, anonymous_id, session_id, occurred, received, payload)
            ON CONFLICT DO NOTHING
            """
                    .formatted(RowWriter.TABLE);

    private Unnest() {}

    static void write(Connection connection, List<NewRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, statement, rows);
            columns.set(1, "uuid", NewRow::key);
            columns.set(2, "text", each -> each.event().id());
            columns.set(3, "text", each -> each.event().type());
            columns.set(4, "text", each -> each.event().userId());
            columns.set(5, "text", each -> each.event().anonymousId());
            columns.set(6, "text", each -> each.event().sessionId());
            columns.set(7, "int8", each -> each.event().occurredAt().toEpochMilli());
            columns.set(8, "int8", each -> each.event().receivedAt().toEpochMilli());
            columns.bytes(9, each -> each.event().payload().toByteArray());
            statement.executeUpdate();
        }
    }

    private record Columns(Connection connection, PreparedStatement statement, List<NewRow> rows) {

        void set(int place, String type, Function<NewRow, @Nullable Object> value)
                throws SQLException {
            bind(place, type, rows.stream().map(value).toArray());
        }

        /** In the binary form, which an array of objects would not get. */
        void bytes(int place, Function<NewRow, byte[]> value) throws SQLException {
            bind(place, "bytea", rows.stream().map(value).toArray(byte[][]::new));
        }

        private void bind(int place, String type, Object[] values) throws SQLException {
            statement.setArray(place, connection.createArrayOf(type, values));
        }
    }
}
