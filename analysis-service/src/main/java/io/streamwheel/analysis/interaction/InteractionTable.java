package io.streamwheel.analysis.interaction;

import io.streamwheel.event.Interaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code interaction}: append only. */
final class InteractionTable {

    private static final String INSERT =
            """
            INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, value, occurred_at)
            SELECT event_key, position, site_id, visitor, known, item_id, type, value,
                   time_of(occurred)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (event_key, position, site_id, visitor, known, item_id, type, value, occurred)
            """;

    private InteractionTable() {}

    /**
     * Inserts the interactions of new events.
     *
     * @return how many there were
     */
    static int insert(Connection connection, List<NewEvent> events) throws SQLException {
        List<UUID> keys = new ArrayList<>();
        List<Short> positions = new ArrayList<>();
        List<Integer> sites = new ArrayList<>();
        List<String> visitors = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<@Nullable Double> values = new ArrayList<>();
        List<Long> occurred = new ArrayList<>();
        for (NewEvent each : events) {
            for (Interaction interaction : each.event().interactions()) {
                keys.add(each.key());
                positions.add((short) interaction.position());
                sites.add(each.site().value());
                visitors.add(each.visitor().id());
                known.add(each.visitor().known());
                items.add(interaction.itemId());
                types.add(interaction.type());
                values.add(interaction.value());
                occurred.add(each.event().occurredAt().toEpochMilli());
            }
        }
        if (keys.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys.toArray(UUID[]::new)));
            statement.setArray(
                    2, connection.createArrayOf("int2", positions.toArray(Short[]::new)));
            statement.setArray(3, connection.createArrayOf("int4", sites.toArray(Integer[]::new)));
            statement.setArray(
                    4, connection.createArrayOf("text", visitors.toArray(String[]::new)));
            statement.setArray(5, connection.createArrayOf("bool", known.toArray(Boolean[]::new)));
            statement.setArray(6, connection.createArrayOf("text", items.toArray(String[]::new)));
            statement.setArray(7, connection.createArrayOf("text", types.toArray(String[]::new)));
            statement.setArray(
                    8, connection.createArrayOf("float8", values.toArray(Double[]::new)));
            statement.setArray(9, connection.createArrayOf("int8", occurred.toArray(Long[]::new)));
            return statement.executeUpdate();
        }
    }
}
