package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.PrivateDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What lies in the tables, whatever the services say of it. */
public final class Ledger {

    /** Keys begin with the client's clock in milliseconds, which may say seconds only. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int TIME_SHIFT = 16;

    private final PrivateDatabase database;

    public Ledger(PrivateDatabase database) {
        this.database = database;
    }

    /**
     * What is wrong with the rows of a run; empty when nothing is.
     *
     * @param run the beginning of the events' ids
     * @param start when its first event was made, or before
     * @param stored events, as the pipeline counts them
     */
    public List<String> faults(String run, Instant start, long stored) throws SQLException {
        String sql =
                """
                SELECT count(*), count(DISTINCT event_id) FROM event
                WHERE event_key >= ? AND starts_with(event_id, ?)
                """;
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            long since = start.minus(MARGIN).toEpochMilli() << TIME_SHIFT;
            select.setObject(1, new UUID(since, 0));
            select.setString(2, run + "-");
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return faults(row.getLong(1), row.getLong(2), stored);
            }
        }
    }

    static List<String> faults(long rows, long ids, long stored) {
        List<String> faults = new ArrayList<>();
        if (rows != ids) {
            faults.add("%,d rows of %,d events: some are there twice".formatted(rows, ids));
        }
        if (ids != stored) {
            faults.add("%,d events said to be stored, %,d in the table".formatted(stored, ids));
        }
        return faults;
    }

    /** Bytes of all tables with their indexes and long values. */
    public long bytes() throws SQLException {
        String sql =
                """
                SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                """;
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the server says of itself. */
    public String version() throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseProductName()
                    + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
