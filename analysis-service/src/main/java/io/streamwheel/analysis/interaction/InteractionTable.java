package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.rows.BinaryRows;
import io.streamwheel.event.Interaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code interaction}: append only. */
final class InteractionTable {

    private static final String COLUMNS =
            """
            interaction (event_key, position, site_id, visitor, known, item_id, type, value, occurred_at)\
            """;

    private static final int COLUMN_COUNT = 9;

    /** Bytes of a row, as a guess. */
    private static final int ROW_SIZE = 150;

    private InteractionTable() {}

    /** Inserts the interactions of new events. */
    static void insert(Connection connection, List<NewEvent> events) throws SQLException {
        BinaryRows rows = new BinaryRows(COLUMN_COUNT, ROW_SIZE * events.size());
        boolean any = false;
        for (NewEvent each : events) {
            for (Interaction interaction : each.event().interactions()) {
                any = true;
                rows.row()
                        .uuid(each.key())
                        .smallint(interaction.position())
                        .integer(each.site().value())
                        .text(each.visitor().id())
                        .bool(each.visitor().known())
                        .text(interaction.itemId())
                        .text(interaction.type())
                        .real(interaction.value())
                        .time(each.event().occurredAt());
            }
        }
        if (any) {
            rows.copyInto(connection, COLUMNS);
        }
    }
}
