package io.streamwheel.analysis.failed;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed statement says about whose fault it is, by its SQLSTATE (PostgreSQL manual,
 * appendix A).
 */
public enum SqlFailure {
    /**
     * This data cannot be stored: classes 22 (data exception), 23 (integrity) and 54 (a limit, such
     * as that of an index row).
     */
    POISON,
    /** A dependency is away, full or in somebody's way; trying again helps. */
    TRANSIENT,
    /** Schema, rights or configuration: trying again does not help, and no event is to blame. */
    HALT;

    private static final int CLASS_LENGTH = 2;

    private static final Set<String> POISON_CLASSES = Set.of("22", "23", "54");

    private static final Set<String> TRANSIENT_CLASSES =
            Set.of(
                    "08", // connection
                    "40", // deadlock, serialization
                    "53", // disk full, too many connections, out of memory
                    "55", // lock not available
                    "57", // shutdown, cancelled by a time-out
                    "58"); // system error, I/O

    private static final Set<String> TRANSIENT_STATES =
            Set.of(
                    "25006", // read-only: a standby, until it is promoted
                    "25P02", // the transaction failed before
                    "25P03", // idle in transaction for too long
                    "25P04", // transaction time-out
                    "XX000"); // an internal error of the server

    /** Of a statement, through whatever it is wrapped in. */
    public static SqlFailure of(SQLException e) {
        String state = stateOf(e);
        if (state == null || state.length() < CLASS_LENGTH) {
            return TRANSIENT; // from the driver or the pool, before any server spoke
        }
        String stateClass = state.substring(0, CLASS_LENGTH);
        if (POISON_CLASSES.contains(stateClass)) {
            return POISON;
        }
        if (TRANSIENT_CLASSES.contains(stateClass) || TRANSIENT_STATES.contains(state)) {
            return TRANSIENT;
        }
        return HALT;
    }

    private static @Nullable String stateOf(SQLException e) {
        Throwable each = e;
        while (each != null) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            each = each.getCause();
        }
        return null;
    }
}
