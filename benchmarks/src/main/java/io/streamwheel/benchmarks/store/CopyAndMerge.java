package io.streamwheel.benchmarks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** {@code COPY} into a temporary table, and from there what is new. */
final class CopyAndMerge {

    private static final String PREPARE =
            "CREATE TEMPORARY TABLE IF NOT EXISTS incoming (LIKE event) ON COMMIT DELETE ROWS";
    private static final String MERGE =
            "INSERT INTO %s SELECT * FROM incoming ON CONFLICT DO NOTHING"
                    .formatted(RowWriter.TABLE);

    private CopyAndMerge() {}

    static void write(Connection connection, List<NewRow> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PREPARE);
            Copy.copy(
                    connection,
                    "incoming (%s)".formatted(Copy.WITH_PAYLOAD),
                    rows,
                    each -> Copy.event(each.event(), each.key()));
            statement.execute(MERGE);
        }
    }
}
