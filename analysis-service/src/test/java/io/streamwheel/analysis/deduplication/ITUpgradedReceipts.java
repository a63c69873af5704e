package io.streamwheel.analysis.deduplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts that an older version wrote, as this one finds them. */
class ITUpgradedReceipts {

    /** Receipts had a word for what became of the event, and the day in their index. */
    private static final String BEFORE = "21";

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final SiteId SITE = new SiteId(1);
    private static final EventIdentity STORED = EventIdentity.of(SITE, "stored");
    private static final EventIdentity FILTERED = EventIdentity.of(SITE, "filtered");
    private static final EventIdentity NEW = EventIdentity.of(SITE, "new");
    private static final UUID KEY = STORED.keyAt(Instant.parse("2026-11-20T12:00:00Z"));

    private Connection connection;

    @BeforeEach
    void upgrade() throws SQLException {
        TestDatabase database = Servers.newDatabase();
        connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.username(), database.password());
        var flyway =
                Flyway.configure()
                        .dataSource(database.jdbcUrl(), database.username(), database.password());
        flyway.target(BEFORE).load().migrate();
        execute("SELECT ensure_receipt_day('" + DAY + "')");
        execute(
                """
                INSERT INTO event_receipt (day, id_hash, copy_id, fate, reason, event_key)
                VALUES ('%1$s', '%2$s', 7, 'stored', NULL, '%3$s'), ('%1$s', '%4$s', 8, 'filtered', 'bot', NULL)
                """
                        .formatted(DAY, STORED.hash(), KEY, FILTERED.hash()));
        flyway.target("latest").load().migrate();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void sayWhatBecameOfAnEvent() throws SQLException {
        assertThat(Receipts.find(connection, STORED)).contains(Receipt.stored(DAY, STORED, 7, KEY));
        assertThat(Receipts.find(connection, FILTERED))
                .contains(Receipt.filtered(DAY, FILTERED, 8, "bot"));
    }

    @Test
    void areFoundBesideTheirDayAndOnAnyOther() throws SQLException {
        List<EventIdentity> asked = List.of(STORED, FILTERED, NEW);
        Map<EventIdentity, Long> known = Map.of(STORED, 7L, FILTERED, 8L);
        assertThat(Receipts.findNear(connection, DAY.plusDays(1), asked)).isEqualTo(known);
        assertThat(Receipts.findOnAnyDay(connection, asked)).isEqualTo(known);
    }

    @Test
    void refuseASecondReceiptOfTheirDay() throws SQLException {
        Receipts.insert(connection, List.of(Receipt.stored(DAY, NEW, 9, KEY)));
        for (EventIdentity known : List.of(STORED, FILTERED, NEW)) {
            assertThatIsKnown(Receipt.stored(DAY, known, 10, KEY));
        }
    }

    @Test
    void refuseASecondReceiptOfADayThatIsMadeNow() throws SQLException {
        LocalDate next = DAY.plusDays(1);
        execute("SELECT ensure_receipt_day('" + next + "')");
        Receipts.insert(connection, List.of(Receipt.stored(next, NEW, 9, KEY)));
        assertThatIsKnown(Receipt.filtered(next, NEW, 10, "bot"));
    }

    private void assertThatIsKnown(Receipt receipt) {
        assertThatThrownBy(() -> Receipts.insert(connection, List.of(receipt)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(Receipts.saysKnown(refusal)).isTrue());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
