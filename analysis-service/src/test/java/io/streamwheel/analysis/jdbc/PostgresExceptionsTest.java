package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;

class PostgresExceptionsTest {

    private static DataAccessException translated(String state) {
        return new PostgresExceptions()
                .translate("task", "SELECT", new SQLException("because", state));
    }

    @Test
    void lockThatWasNotGivenInTimeIsTransient() {
        assertThat(translated("55P03"))
                .isInstanceOf(CannotAcquireLockException.class)
                .hasMessageContaining("SELECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "57014"})
    void otherVainWaitsAre(String state) {
        assertThat(translated(state)).isInstanceOf(TransientDataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01"})
    void databaseThatIsAwayIsToldAsSuch(String state) {
        assertThat(translated(state)).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void takenKeyIsNot() {
        assertThat(translated("23505")).isInstanceOf(DuplicateKeyException.class);
        assertThat(translated("55000")).isNull();
    }
}
