package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.history.ItemDaysReader.Day;
import io.streamwheel.analysis.history.ItemDaysReader.ItemDays;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ITItemDays {

    private static final Instant NOW = Instant.parse("2026-11-22T12:30:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Duration WINDOW = Duration.ofDays(30);

    private static MigratedDatabase database;
    private static JdbcClient jdbc;
    private static SiteId site;

    /**
     * Each hour of the last hundred days a view of tent, every fourth a purchase, once a day it is
     * shown.
     */
    @BeforeAll
    static void fill() throws Exception {
        database = MigratedDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        site = database.newSite("days");
        fill(site, "view", 1);
        fill(site, "purchase", 4);
        fill(site, "impression", 24);
        fill(database.newSite("other"), "view", 1);
        database.execute("ANALYZE interaction");
    }

    private static void fill(SiteId of, String type, int everyHours) {
        jdbc.sql(
                        """
                        INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                        SELECT CAST(lpad(to_hex(CAST(extract(epoch FROM at) * 1000 AS bigint)), 12, '0')
                                    || substr(md5(:site || :type || n), 1, 20) AS uuid),
                               0, :site, 'v', true, 'tent', :type, at
                        FROM generate_series(0, 2399) AS n
                        CROSS JOIN LATERAL (SELECT CAST(:now AS timestamptz) - n * interval '1 hour' AS at) AS t
                        WHERE n % :every = 0
                        """)
                .param("site", of.value())
                .param("type", type)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("every", everyHours)
                .update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static ItemDays read(String item, int rows) {
        return new JdbcItemDaysReader(jdbc, rows).read(site, item, NOW, WINDOW);
    }

    @Test
    void aDayHasWhatWasDoneWithThatItemOnThatSite() {
        ItemDays days = read("tent", 100_000);
        assertThat(days.since()).isNull();
        assertThat(days.days()).hasSize(31);
        assertThat(days.days().get(15))
                .isEqualTo(
                        new Day(
                                TODAY.minusDays(15),
                                Map.of("view", 24L, "purchase", 6L, "impression", 1L)));
        assertThat(days.days().getLast().day()).isEqualTo(TODAY);
        assertThat(read("mat", 100_000).days()).isEmpty();
    }

    @Test
    void ofMoreThanMayBeReadTheWholeDaysAreCounted() {
        // A day has 31 rows: 200 are six days and a half.
        ItemDays days = read("tent", 200);
        assertThat(days.since()).isEqualTo(TODAY.minusDays(5));
        assertThat(days.days()).hasSize(6);
        assertThat(days.days().getFirst().counts()).containsEntry("view", 24L);
    }

    @Test
    void theReadIsBoundedByTheIndexesOfKeys() {
        String plan =
                String.join(
                        "\n",
                        new JdbcItemDaysReader(jdbc, 200)
                                .question("EXPLAIN (ANALYZE) ", site, "tent", NOW, WINDOW)
                                .query((row, _) -> row.getString(1))
                                .list());
        assertThat(plan)
                .contains("Index Scan Backward using interaction_newest_idx")
                .contains("Index Scan Backward using interaction_impression_idx")
                .contains("rows=200");
    }
}
