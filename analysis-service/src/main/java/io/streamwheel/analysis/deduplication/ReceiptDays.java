package io.streamwheel.analysis.deduplication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Keeps a partition for every day of receipt that is written. Each is made in a transaction of its
 * own, for making one locks all of them.
 */
public final class ReceiptDays {

    private static final String ENSURE = "SELECT ensure_receipt_day(?)";

    private final DataSource database;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    public ReceiptDays(DataSource database) {
        this.database = database;
    }

    /** Returns when each of the days can be written. Asks the database about new ones only. */
    public void ensure(Collection<LocalDate> days) throws SQLException {
        if (known.containsAll(days)) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            for (LocalDate day : days) {
                if (!known.contains(day)) {
                    statement.setObject(1, day);
                    statement.execute();
                    known.add(day);
                }
            }
        }
    }

    /** Believes nothing any more: somebody may have dropped an old day. */
    public void forget() {
        known.clear();
    }
}
