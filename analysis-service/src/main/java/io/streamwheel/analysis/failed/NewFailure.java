package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Payload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that is no replay.
 *
 * @param site null when it is a stranger's, or of a site that there is not
 */
record NewFailure(@Nullable SiteId site, FailedEvent event) {

    private static final String INSERT =
            """
            INSERT INTO failed_event (site_id, event_id, copy_id, origin_stage, stage, reason, detail, received_at,
                                      failed_at, payload, cut, dialect, shared, sent_at)
            SELECT site_id, event_id, copy_id, stage, stage, reason, detail, received_at::timestamptz,
                   failed_at::timestamptz, payload, cut, dialect, shared, sent_at::timestamptz
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (site_id, event_id, copy_id, stage, reason, detail, received_at, failed_at, payload, cut, dialect,
                      shared, sent_at)
            ON CONFLICT (copy_id, origin_stage) DO NOTHING
            RETURNING site_id, reason
            """;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Inserts and counts those that are not there yet. */
    static void insert(Connection connection, List<NewFailure> failures, Increments increments)
            throws SQLException {
        if (failures.isEmpty()) {
            return;
        }
        Columns columns = new Columns(connection, failures);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            columns.set(statement, 1, "int4", each -> each.site == null ? null : each.site.value());
            columns.set(statement, 2, "text", each -> withoutNul(each.event.id()));
            columns.set(statement, 3, "int8", each -> each.event.copyId());
            columns.set(statement, 4, "text", each -> each.event.stage().slug());
            columns.set(statement, 5, "text", each -> withoutNul(each.event.reason()));
            columns.set(statement, 6, "text", each -> withoutNul(each.event.detail()));
            columns.set(statement, 7, "text", each -> clamped(each.event.receivedAt()).toString());
            columns.set(statement, 8, "text", each -> clamped(each.event.failedAt()).toString());
            columns.set(statement, 9, "bytea", each -> each.event.payload().toByteArray());
            columns.set(statement, 10, "bool", each -> each.event.cut());
            columns.set(statement, 11, "text", each -> each.origin().dialect().slug());
            columns.set(statement, 12, "bytea", each -> bytes(each.origin().shared()));
            columns.set(statement, 13, "text", each -> text(each.origin().sentAt()));
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
    }

    private EventOrigin origin() {
        return event.origin();
    }

    private record Columns(Connection connection, List<NewFailure> failures) {

        void set(
                PreparedStatement statement,
                int place,
                String type,
                Function<NewFailure, @Nullable Object> value)
                throws SQLException {
            @Nullable Object[] values = new @Nullable Object[failures.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(failures.get(i));
            }
            if (type.equals("bytea")) { // the driver wants these typed
                byte[][] bytes = new byte[values.length][];
                System.arraycopy(values, 0, bytes, 0, values.length);
                statement.setArray(place, connection.createArrayOf(type, bytes));
            } else {
                statement.setArray(place, connection.createArrayOf(type, values));
            }
        }
    }

    private static byte @Nullable [] bytes(@Nullable Payload payload) {
        return payload == null ? null : payload.toByteArray();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : clamped(at).toString();
    }

    /** A stranger's envelope may name any time; PostgreSQL knows fewer. */
    static Instant clamped(Instant at) {
        return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
    }

    /** PostgreSQL's text knows every character but this one; the payload keeps it. */
    static @Nullable String withoutNul(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
