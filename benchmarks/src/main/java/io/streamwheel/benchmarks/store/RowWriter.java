package io.streamwheel.benchmarks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to write rows into {@value #TABLE}, of which none may be there twice. */
@FunctionalInterface
interface RowWriter {

    /** Like {@code event}, with its indexes. */
    String TABLE = "event_written";

    /** In the connection's transaction. */
    void write(Connection connection, List<NewRow> rows) throws SQLException;
}
