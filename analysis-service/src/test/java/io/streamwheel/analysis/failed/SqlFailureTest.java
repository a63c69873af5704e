package io.streamwheel.analysis.failed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08000, TRANSIENT", // connection exception
        "08001, TRANSIENT", // no connection
        "08003, TRANSIENT", // connection does not exist
        "08004, HALT", // rejected: the login wants something else
        "08006, TRANSIENT", // connection failure
        "08P01, TRANSIENT", // protocol violation, and what poolers say
        "08S01, TRANSIENT", // the driver's own
        "0A000, HALT", // feature not supported
        "07006, HALT", // the driver: a parameter's type
        "21000, POISON", // two rows for one place
        "22000, POISON", // data exception
        "22001, POISON", // too long
        "22003, POISON", // a number out of range
        "22008, POISON", // a time out of range
        "22012, POISON", // division by zero
        "22021, POISON", // a character that the encoding does not have
        "2200H, HALT", // our sequence has run out
        "22P02, POISON", // no number, no JSON
        "22P05, POISON", // a character that the database cannot hold
        "23502, POISON", // null
        "23503, POISON", // foreign key
        "23505, POISON", // unique
        "23514, POISON", // a check, or no partition
        "23P01, POISON", // exclusion
        "24000, HALT", // cursor state
        "25000, HALT", // transaction state
        "25001, HALT", // active transaction
        "25006, TRANSIENT", // read-only
        "25P01, HALT", // no transaction
        "25P02, TRANSIENT", // failed transaction
        "25P03, TRANSIENT", // idle for too long
        "25P04, TRANSIENT", // transaction time-out
        "26000, TRANSIENT", // prepared statement lost by a pooler
        "27000, HALT", // triggered data change
        "28000, HALT", // not allowed in
        "28P01, HALT", // password
        "2BP01, HALT", // dependent objects
        "2D000, HALT", // transaction termination
        "2F003, HALT", // SQL routine
        "34000, HALT", // cursor name
        "38000, HALT", // external routine
        "39P01, HALT", // trigger protocol
        "3B001, HALT", // savepoint
        "3D000, HALT", // no such database
        "3F000, HALT", // no such schema
        "40001, TRANSIENT", // serialization
        "40002, POISON", // constraint at the commit
        "40003, TRANSIENT", // completion unknown: the write is idempotent
        "40P01, TRANSIENT", // deadlock
        "42501, HALT", // no right
        "42601, HALT", // syntax
        "42703, HALT", // no such column
        "42883, HALT", // no such function
        "42P01, HALT", // no such table
        "42P05, HALT", // prepared twice
        "42804, HALT", // type
        "44000, POISON", // with check option
        "53000, TRANSIENT", // resources
        "53100, TRANSIENT", // disk full
        "53200, TRANSIENT", // out of memory
        "53300, TRANSIENT", // too many connections
        "53400, HALT", // configured limit
        "54000, POISON", // too long for an index
        "54001, POISON", // too deeply nested
        "55000, TRANSIENT", // not in the state
        "55006, TRANSIENT", // in use
        "55P02, HALT", // parameter
        "55P03, TRANSIENT", // lock not available
        "57014, TRANSIENT", // a time-out
        "57P01, TRANSIENT", // admin shutdown
        "57P02, TRANSIENT", // crash
        "57P03, TRANSIENT", // cannot connect now
        "57P04, HALT", // database dropped
        "57P05, TRANSIENT", // idle session
        "58000, TRANSIENT", // system
        "58030, TRANSIENT", // I/O
        "58P01, HALT", // file missing
        "58P02, HALT", // file twice
        "60000, TRANSIENT", // the driver: system
        "72000, TRANSIENT", // snapshot too old
        "99999, TRANSIENT", // the driver: surprised
        "F0000, HALT", // configuration file
        "HV000, HALT", // foreign data
        "HV00N, TRANSIENT", // foreign server away
        "P0000, HALT", // PL/pgSQL
        "P0001, POISON", // RAISE: a trigger refuses the row
        "P0002, HALT", // no data found
        "P0004, HALT", // assertion
        "XX000, TRANSIENT", // internal error
        "XX001, HALT", // data corrupted
        "XX002, HALT", // index corrupted
        "ZZ999, HALT", // nobody has thought of it
    })
    void stateDecides(String state, SqlFailure failure) {
        assertThat(SqlFailure.of(new SQLException("x", state))).isEqualTo(failure);
    }

    @Test
    void failureWithoutStateIsOfTheWayToTheServer() {
        assertThat(SqlFailure.of(new SQLException("no connection is available")))
                .isEqualTo(SqlFailure.TRANSIENT);
    }

    @Test
    void stateOfTheCauseDecidesWhereTheOuterHasNone() {
        SQLException wrapped = new SQLException("pool", new SQLException("x", "28P01"));
        assertThat(SqlFailure.of(wrapped)).isEqualTo(SqlFailure.HALT);
    }

    @Test
    void stateIsFoundThroughWhateverIsAroundIt() {
        RuntimeException wrapped =
                new IllegalStateException(new RuntimeException(new SQLException("x", "42P01")));
        assertThat(SqlFailure.of(wrapped)).isEqualTo(SqlFailure.HALT);
        assertThat(SqlFailure.of(new IllegalStateException("no SQL")))
                .isEqualTo(SqlFailure.TRANSIENT);
    }
}
