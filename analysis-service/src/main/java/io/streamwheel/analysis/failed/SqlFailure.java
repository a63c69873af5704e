package io.streamwheel.analysis.failed;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a failed statement says about whose fault it is, by its SQLSTATE (PostgreSQL manual,
 * appendix A). A state that has a line of its own is decided by that, every other one by its class,
 * and a class that has none means {@link #HALT}: nobody has thought about it, so nobody is blamed.
 */
public enum SqlFailure {
    /** This data cannot be stored: the event is found by halving the batch. */
    POISON,
    /** A dependency is away, full or in somebody's way; trying again helps. */
    TRANSIENT,
    /** Schema, rights or configuration: trying again does not help, and no event is to blame. */
    HALT;

    private static final int CLASS_LENGTH = 2;

    private static final Map<String, SqlFailure> BY_CLASS =
            Map.ofEntries(
                    Map.entry("08", TRANSIENT), // connection
                    Map.entry("0A", HALT), // a feature that this server does not have
                    Map.entry("21", POISON), // two rows of a batch for one place: apart they fit
                    Map.entry("22", POISON), // data exception
                    Map.entry("23", POISON), // integrity
                    Map.entry("25", HALT), // transaction state: ours to keep
                    Map.entry("28", HALT), // password, access
                    Map.entry("38", HALT), // somebody's function
                    Map.entry("39", HALT), // somebody's trigger, badly written
                    Map.entry("3D", HALT), // no such database
                    Map.entry("3F", HALT), // no such schema
                    Map.entry("40", TRANSIENT), // deadlock, serialization
                    Map.entry("42", HALT), // syntax, names, rights
                    Map.entry("44", POISON), // the WITH CHECK OPTION of a view refuses the row
                    Map.entry("53", TRANSIENT), // disk full, too many connections, out of memory
                    Map.entry("54", POISON), // a limit, such as that of an index row
                    Map.entry("55", TRANSIENT), // lock not available, object in use
                    Map.entry("57", TRANSIENT), // shutdown, cancelled by a time-out
                    Map.entry("58", TRANSIENT), // system error, I/O
                    Map.entry("60", TRANSIENT), // the driver's own word for a system error
                    Map.entry("72", TRANSIENT), // snapshot too old
                    Map.entry("99", TRANSIENT), // the driver was surprised
                    Map.entry("F0", HALT), // configuration file
                    Map.entry("HV", HALT), // foreign data
                    Map.entry("P0", HALT), // PL/pgSQL
                    Map.entry("XX", HALT)); // corrupted data or index

    private static final Map<String, SqlFailure> BY_STATE =
            Map.ofEntries(
                    Map.entry("08004", HALT), // the login needs what we do not have
                    Map.entry("2200H", HALT), // our sequence has run out: no event's fault
                    Map.entry("25006", TRANSIENT), // read-only: a standby, until it is promoted
                    Map.entry("25P02", TRANSIENT), // the transaction failed before
                    Map.entry("25P03", TRANSIENT), // idle in transaction for too long
                    Map.entry("25P04", TRANSIENT), // transaction time-out
                    Map.entry("26000", TRANSIENT), // a pooler has lost a prepared statement
                    Map.entry("40002", POISON), // an integrity constraint, checked at the commit
                    Map.entry("53400", HALT), // a limit that somebody has configured
                    Map.entry("55P02", HALT), // a parameter that cannot be changed now
                    Map.entry("57P04", HALT), // somebody has dropped the database
                    Map.entry("58P01", HALT), // a file of the server is missing
                    Map.entry("58P02", HALT), // or there twice
                    Map.entry("HV00N", TRANSIENT), // the foreign server is away
                    Map.entry("P0001", POISON), // RAISE: somebody's trigger refuses this row
                    Map.entry("XX000", TRANSIENT)); // an internal error of the server

    /** Of a failure, through whatever the statement's is wrapped in. */
    public static SqlFailure of(Throwable e) {
        String state = stateOf(e);
        if (state == null || state.length() < CLASS_LENGTH) {
            return TRANSIENT; // from the driver or the pool, before any server spoke
        }
        SqlFailure byClass = BY_CLASS.getOrDefault(state.substring(0, CLASS_LENGTH), HALT);
        return BY_STATE.getOrDefault(state, byClass);
    }

    private static @Nullable String stateOf(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
