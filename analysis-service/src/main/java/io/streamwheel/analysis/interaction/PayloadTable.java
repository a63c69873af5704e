package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.rows.BinaryRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Table {@code event_payload}: the clients' bytes of some events in each row. Append only. */
final class PayloadTable {

    private static final String COLUMNS = "event_payload (payload_id, payloads)";
    private static final int COLUMN_COUNT = 2;

    /** Bytes of a row beside its payloads, and beside each of these. */
    private static final int ROW_SIZE = 50;

    private static final int LENGTH_SIZE = 4;

    private static final String NEW_IDS =
            "SELECT nextval('event_payload_id_seq') FROM generate_series(1, ?)";

    private PayloadTable() {}

    /** So many that no row has or will have again. */
    static long[] newIds(Connection connection, int count) throws SQLException {
        long[] ids = new long[count];
        try (PreparedStatement statement = connection.prepareStatement(NEW_IDS)) {
            statement.setInt(1, count);
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; rows.next(); i++) {
                    ids[i] = rows.getLong(1);
                }
            }
        }
        return ids;
    }

    /**
     * Inserts them, each under its id.
     *
     * @throws SQLException also when a payload is not what PostgreSQL takes for JSON
     */
    static void insert(Connection connection, List<PayloadChunk> chunks, long[] ids)
            throws SQLException {
        int size = 0;
        for (PayloadChunk each : chunks) {
            size += ROW_SIZE + each.size() + LENGTH_SIZE * each.events().size();
        }
        BinaryRows rows = new BinaryRows(COLUMN_COUNT, size);
        for (int i = 0; i < ids.length; i++) {
            rows.row().bigint(ids[i]).jsons(chunks.get(i).payloads());
        }
        rows.copyInto(connection, COLUMNS);
    }
}
