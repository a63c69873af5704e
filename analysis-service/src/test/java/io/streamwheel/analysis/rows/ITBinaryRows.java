package io.streamwheel.analysis.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.event.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITBinaryRows {

    private static final UUID KEY = UUID.fromString("f0000000-0000-1000-8000-00000000ffff");
    private static final String TABLE =
            "sample (u, s, i, l, b, r, d, t, x, j)"; // in the order of each row's fields

    private static MigratedDatabase database;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeTable() throws SQLException {
        database.execute("DROP TABLE IF EXISTS sample");
        database.execute(
                """
                CREATE TABLE sample (u uuid PRIMARY KEY, s smallint, i integer, l bigint, b boolean,
                                     r double precision, d date, t timestamptz, x text, j json)
                """);
    }

    private static BinaryRows row(BinaryRows rows, UUID key, String text, Instant time) {
        return rows.row()
                .uuid(key)
                .smallint(-2)
                .integer(Integer.MIN_VALUE)
                .bigint(Long.MAX_VALUE)
                .bool(true)
                .real(-0.1)
                .date(LocalDate.of(1969, 12, 31))
                .time(time)
                .text(text)
                .text(Payload.of("{\"a\":\"ä\"}"));
    }

    private static void copy(BinaryRows rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            rows.copyInto(connection, TABLE);
        }
    }

    private static String one(String expression) throws SQLException {
        return database.text("SELECT (" + expression + ")::text FROM sample");
    }

    @Test
    void eachKindOfFieldArrivesAsItIs() throws SQLException {
        Instant time = Instant.parse("1999-12-31T23:59:59.999999Z");
        copy(row(new BinaryRows(10, 1), KEY, "t\ta\\N\n\"{☂}", time)); // grows from one byte
        assertThat(one("u")).isEqualTo(KEY.toString());
        assertThat(one("s")).isEqualTo("-2");
        assertThat(one("i")).isEqualTo("-2147483648");
        assertThat(one("l")).isEqualTo("9223372036854775807");
        assertThat(one("b")).isEqualTo("true");
        assertThat(one("r")).isEqualTo("-0.1");
        assertThat(one("d")).isEqualTo("1969-12-31");
        assertThat(one("extract(epoch FROM t)")).isEqualTo("946684799.999999");
        assertThat(one("x")).isEqualTo("t\ta\\N\n\"{☂}");
        assertThat(one("j ->> 'a'")).isEqualTo("ä");
    }

    @Test
    void arrayOfJsonKeepsEachTextAndTheirOrder() throws SQLException {
        List<Payload> payloads =
                List.of(
                        Payload.of("{\"a\": 1.10}"),
                        Payload.of("[\"ä\",\"\\\"\"]"),
                        Payload.of("null"));
        BinaryRows rows = new BinaryRows(2, 1);
        rows.row().uuid(KEY).jsons(payloads);
        rows.row().uuid(new UUID(0, 0)).jsons(List.of(Payload.of("2")));
        database.execute("ALTER TABLE sample ADD js json[]");
        try (Connection connection = database.dataSource().getConnection()) {
            rows.copyInto(connection, "sample (u, js)");
        }
        for (int i = 0; i < payloads.size(); i++) {
            assertThat(
                            database.text(
                                    "SELECT js[%d]::text FROM sample WHERE cardinality(js) = 3"
                                            .formatted(i + 1)))
                    .isEqualTo(payloads.get(i).toText());
        }
        assertThat(database.text("SELECT js[1]::text FROM sample WHERE cardinality(js) = 1"))
                .isEqualTo("2");
    }

    @Test
    void whatIsAbsentIsNull() throws SQLException {
        BinaryRows rows = new BinaryRows(3, 100);
        rows.row().uuid(KEY).text((String) null).real(null);
        rows.row().uuid(new UUID(0, 0)).text("").real(0.0);
        try (Connection connection = database.dataSource().getConnection()) {
            rows.copyInto(connection, "sample (u, x, r)");
        }
        assertThat(database.number("SELECT count(*) FROM sample WHERE x IS NULL AND r IS NULL"))
                .isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM sample WHERE x = '' AND r = 0"))
                .isEqualTo(1);
    }

    @Test
    void ofManyRowsNoneIsWrittenWhenOneIsThere() throws SQLException {
        copy(row(new BinaryRows(10, 100), KEY, "first", Instant.EPOCH));
        BinaryRows rows = new BinaryRows(10, 100);
        for (int i = 0; i < 1000; i++) {
            row(rows, i == 500 ? KEY : UUID.randomUUID(), "more", Instant.EPOCH);
        }
        SQLException failure = catchThrowableOfType(SQLException.class, () -> copy(rows));
        assertThat(BinaryRows.conflictIn(failure)).isEqualTo("sample");
        assertThat(database.number("SELECT count(*) FROM sample")).isEqualTo(1);
    }

    @Test
    void textThatPostgresRefusesIsNoConflictAndTheConnectionGoesOn() throws SQLException {
        BinaryRows rows = row(new BinaryRows(10, 100), KEY, "a\0b", Instant.EPOCH);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            SQLException failure =
                    catchThrowableOfType(
                            SQLException.class, () -> rows.copyInto(connection, TABLE));
            assertThat(failure.getSQLState()).isEqualTo("22021");
            assertThat(BinaryRows.conflictIn(failure)).isNull();
            connection.rollback();
            row(new BinaryRows(10, 100), KEY, "a b", Instant.EPOCH).copyInto(connection, TABLE);
            connection.commit();
        }
        assertThat(one("x")).isEqualTo("a b");
    }

    @Test
    void timeBeyondWhatPostgresCountsIsRefused() {
        assertThat(
                        catchThrowableOfType(
                                        SQLException.class,
                                        () ->
                                                copy(
                                                        row(
                                                                new BinaryRows(10, 100),
                                                                KEY,
                                                                "x",
                                                                Instant.parse(
                                                                        "-5000-01-01T00:00:00Z"))))
                                .getSQLState())
                .isEqualTo("22008");
        assertThat(
                        catchThrowableOfType(
                                ArithmeticException.class,
                                () -> row(new BinaryRows(10, 100), KEY, "x", Instant.MAX)))
                .isNotNull();
    }
}
