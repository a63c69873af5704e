package io.streamwheel.analysis.failed;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITFailedEventStore {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static MigratedDatabase database;
    private static SiteId demo;
    private static SiteId other;

    private FailedEventStore store;
    private FailedEvents events;

    @BeforeAll
    static void migrate() throws SQLException {
        database = MigratedDatabase.create();
        demo = database.newSite("demo");
        other = database.newSite("other");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute("TRUNCATE failed_event, pipeline_total");
        Sites sites = TestSites.of(Map.of("demo", demo, "other", other));
        store = new FailedEventStore(database.dataSource(), sites);
        events = new FailedEvents(database.dataSource(), sites);
    }

    private static List<FailedEventRow> page(
            FailedEvents from, SiteId site, @Nullable String stage, long before)
            throws SQLException {
        return from.page(site, FailedEventFilter.open(stage, null), before, 10);
    }

    private static FailedEvent failure(String site, String id, long copyId, Stage stage) {
        return new FailedEvent(
                site, id, copyId, stage, "why", "Because.", NOW, NOW, Payload.of("{\"a\":1}"));
    }

    private static long failed(SiteId site) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return PipelineTotals.read(connection, site).failed();
        }
    }

    @Test
    void sameCopyAtTheSameStageIsOneRowAndCountsOnce() throws SQLException {
        FailedEvent event = failure("demo", "e1", 1, Stage.TRANSFORM);
        assertThat(store.store(List.of(event, event))).isEqualTo(1);
        assertThat(store.store(List.of(event))).isZero();
        assertThat(failed(demo)).isEqualTo(1);
    }

    @Test
    void anotherCopyOrAnotherStageIsAnotherFailure() throws SQLException {
        store.store(
                List.of(
                        failure("demo", "e1", 1, Stage.TRANSFORM),
                        failure("demo", "e1", 2, Stage.TRANSFORM),
                        failure("demo", "e1", 1, Stage.ANALYSIS)));
        assertThat(failed(demo)).isEqualTo(3);
    }

    @Test
    void nulIsTakenOutOfTextsButNotOutOfThePayload() throws SQLException {
        FailedEvent event =
                new FailedEvent(
                        "demo",
                        "e\0" + "1",
                        5,
                        Stage.COLLECT,
                        "nul\0",
                        "A \0 in it.",
                        NOW,
                        NOW,
                        Payload.of(new byte[] {0, 1, (byte) 0xff}));
        store.store(List.of(event));
        assertThat(events.find(demo, "e\0" + "1"))
                .hasValueSatisfying(row -> {
                    assertThat(row.eventId()).isEqualTo("e1");
                    assertThat(row.detail()).isEqualTo("A  in it.");
                    assertThat(row.payload()).containsExactly(0, 1, 0xff);
                });
    }

    @Test
    void timesThatNoDatabaseKnowsDoNotStopTheQueue() throws SQLException {
        FailedEvent event =
                new FailedEvent(
                        "demo",
                        "e1",
                        6,
                        Stage.COLLECT,
                        "why",
                        "",
                        Instant.MIN,
                        Instant.MAX,
                        Payload.of(""));
        assertThat(store.store(List.of(event))).isEqualTo(1);
    }

    @Test
    void failureOfAnUnknownSiteIsNobodysAndCountedForAll() throws SQLException {
        store.store(
                List.of(
                        failure("nobody", "e1", 7, Stage.ANALYSIS),
                        failure(null, null, 8, Stage.ANALYSIS)));
        assertThat(failed(demo)).isEqualTo(2);
        assertThat(failed(other)).isEqualTo(2);
        assertThat(page(events, demo, null, Long.MAX_VALUE)).isEmpty();
        FailedEvents alone =
                new FailedEvents(database.dataSource(), TestSites.of(Map.of("demo", demo)));
        assertThat(page(alone, demo, null, Long.MAX_VALUE)).hasSize(2);
    }

    @Test
    void siteSeesItsOwnOnlyNewestFirst() throws SQLException {
        store.store(List.of(failure("demo", "e1", 1, Stage.TRANSFORM)));
        store.store(List.of(failure("other", "e2", 2, Stage.TRANSFORM)));
        store.store(List.of(failure("demo", "e3", 3, Stage.ANALYSIS)));
        List<FailedEventRow> rows = page(events, demo, null, Long.MAX_VALUE);
        assertThat(rows).extracting(FailedEventRow::eventId).containsExactly("e3", "e1");
        assertThat(page(events, demo, "analysis", Long.MAX_VALUE)).hasSize(1);
        assertThat(page(events, demo, null, rows.getFirst().id()))
                .extracting(FailedEventRow::eventId)
                .containsExactly("e1");
        assertThat(events.find(demo, "e2")).isEmpty();
        assertThat(events.get(other, rows.getFirst().id())).isEmpty();
        assertThat(events.get(demo, rows.getFirst().id())).isPresent();
    }
}
