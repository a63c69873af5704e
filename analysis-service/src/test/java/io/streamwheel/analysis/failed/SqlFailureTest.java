package io.streamwheel.analysis.failed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "22021, POISON", // a character that the encoding does not have
        "22003, POISON", // a number out of range
        "22P02, POISON", // no JSON
        "22008, POISON", // a time out of range
        "23514, POISON", // a check
        "23505, POISON",
        "54000, POISON", // too long for an index
        "08006, TRANSIENT",
        "08001, TRANSIENT",
        "40001, TRANSIENT",
        "40P01, TRANSIENT", // deadlock
        "53100, TRANSIENT", // disk full
        "53300, TRANSIENT",
        "55P03, TRANSIENT",
        "57014, TRANSIENT", // a time-out
        "57P01, TRANSIENT",
        "58030, TRANSIENT",
        "25006, TRANSIENT", // read-only
        "XX000, TRANSIENT",
        "42P01, HALT", // no such table
        "42501, HALT", // no right
        "28P01, HALT", // password
        "3D000, HALT", // no such database
        "0A000, HALT",
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
}
