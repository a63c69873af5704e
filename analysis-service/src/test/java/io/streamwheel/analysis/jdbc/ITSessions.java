package io.streamwheel.analysis.jdbc;

import static io.streamwheel.analysis.EventFixture.NOON;
import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.analysis.interaction.InteractionBatchWriter;
import io.streamwheel.analysis.micrometer.MicrometerStoreMetrics;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.session.SessionSettings;
import io.streamwheel.analysis.session.Sessions;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

class ITSessions {

    private static final AtomicLong COPIES = new AtomicLong();
    private static MigratedDatabase database;
    private static int sites;

    private SiteId site;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        site = database.newSite("sessions-" + ++sites);
    }

    @Test
    void theSameEventsInAnotherOrderLateAndTwiceGiveTheSameSessions() throws Exception {
        List<EventFixture> events = someDays();
        for (EventFixture each : events) {
            store(site, List.of(each));
        }
        Sessions expected = reader(TestSessions.SETTINGS).read(site);
        assertThat(expected.size()).isGreaterThan(20);

        for (int round = 0; round < 3; round++) {
            database.execute(
                    "TRUNCATE event, interaction, event_receipt, duplicate_receipt, identity");
            List<EventFixture> again = new ArrayList<>(events);
            again.addAll(events.subList(0, events.size() / 3));
            Collections.shuffle(again, new Random(round));
            for (int from = 0; from < again.size(); from += 50) {
                List<EventFixture> late = new ArrayList<>();
                for (EventFixture each : again.subList(from, Math.min(again.size(), from + 50))) {
                    late.add(each.receivedAt(each.receivedAt().plusSeconds(from)));
                }
                store(site, late);
            }
            Sessions sessions = reader(TestSessions.SETTINGS).read(site);
            assertThat(sessions.items()).isEqualTo(expected.items());
            assertThat(sessions.starts()).isEqualTo(expected.starts());
            assertThat(sessions.item()).isEqualTo(expected.item());
        }
    }

    @Test
    void whoLogsInGoesOnWithTheSession() throws Exception {
        store(
                site,
                List.of(
                        click("e1", "tent", NOON).by(null, "a1"),
                        click("e2", "lamp", NOON.plusSeconds(9)).by("ann", "a1"),
                        click("e3", "stove", NOON.plusSeconds(20)).by("ann", null)));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp", "stove"));
    }

    @Test
    void aUserAndAVisitorOfTheSameNameAreTwo() throws Exception {
        store(
                site,
                List.of(
                        click("e1", "tent", NOON).by(null, "x"),
                        click("e2", "novel", NOON.plusSeconds(1)).by("x", null),
                        click("e3", "lamp", NOON.plusSeconds(2)).by(null, "x"),
                        click("e4", "atlas", NOON.plusSeconds(3)).by("x", null)));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp"), List.of("novel", "atlas"));
    }

    @Test
    void onlyTheNewestClicksOfTheSiteAreRead() throws Exception {
        SiteId other = database.newSite("sessions-other-" + sites);
        store(other, List.of(click("e9", "atlas", NOON), click("e8", "map", NOON.plusSeconds(5))));
        for (int i = 0; i < 6; i++) {
            store(site, List.of(click("e" + i, "p" + i, NOON.plusSeconds(i))));
        }
        SessionSettings four =
                new SessionSettings(Duration.ofMinutes(30), 10, 4, 10, 10, Duration.ZERO);
        assertThat(TestSessions.readable(reader(four).read(site)))
                .containsExactly(List.of("p2", "p3", "p4", "p5"));
    }

    @Test
    void whatIsOnlyShownOrTakenBackIsNoClick() throws Exception {
        store(site, List.of(click("e1", "tent", NOON), click("e2", "lamp", NOON.plusSeconds(1))));
        database.execute(
                """
                INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                SELECT event_key, 1 + n, site_id, visitor, known, 'x' || n, (ARRAY['impression', 'uncart', 'dislike'])[n], occurred_at
                FROM interaction, generate_series(1, 3) n WHERE site_id = %d
                """
                        .formatted(site.value()));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp"));
    }

    @Test
    void storedEventsAreCountedBySite() throws Exception {
        assertThat(reader(TestSessions.SETTINGS).storedEvents()).doesNotContainKey(site);
        store(site, List.of(click("e1", "tent", NOON)));
        assertThat(reader(TestSessions.SETTINGS).storedEvents()).containsEntry(site, 1L);
    }

    @Test
    void aSmallSiteBesideALargeOneIsReadByIndex() throws Exception {
        SiteId large = database.newSite("sessions-large-" + sites);
        for (SiteId each : List.of(large, site)) {
            database.execute(
                    """
                    WITH n AS (SELECT n, gen_random_uuid() AS key FROM generate_series(1, %d) n), e AS (
                        INSERT INTO event (event_key, site_id, event_id, type, visitor, known, occurred_at, received_at, payload)
                        SELECT key, %d, n, 'view', n %% 1000, false, now(), now(), '{}' FROM n
                    )
                    INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                    SELECT key, 0, %d, n %% 1000, false, n %% 100, CASE WHEN n %% 3 = 0 THEN 'view' ELSE 'impression' END, now() FROM n
                    """
                            .formatted(
                                    each.equals(large) ? 60_000 : 600, each.value(), each.value()));
        }
        database.execute("ANALYZE interaction; ANALYZE event; ANALYZE identity");
        for (SiteId each : List.of(large, site)) {
            String plan = plan(each);
            assertThat(plan).contains("interaction_newest_idx").contains("event_pkey");
            assertThat(plan)
                    .doesNotContain("Seq Scan on interaction")
                    .doesNotContain("Seq Scan on event")
                    .doesNotContain("Sort");
        }
    }

    /** As for a cursor, of which the server expects to be asked for a tenth. */
    private static String plan(SiteId site) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String sql =
                    JdbcSessionReader.CLICKS
                            .replaceFirst("\\?", String.valueOf(site.value()))
                            .replaceFirst("\\?", "ARRAY['view', 'click']")
                            .replaceFirst("\\?", "500000");
            try (var rows = statement.executeQuery("EXPLAIN DECLARE clicks CURSOR FOR " + sql)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            connection.rollback();
        }
        return plan.toString();
    }

    /** Visitors with and without session ids, silences, midnights, and many at one moment. */
    private static List<EventFixture> someDays() {
        Random random = new Random(7);
        List<EventFixture> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant at = NOON.plus(Duration.ofMinutes(7L * random.nextInt(400)));
            int who = random.nextInt(6);
            events.add(
                    click("e" + i, "p" + random.nextInt(20), at)
                            .by(who < 2 ? "u" + who : null, who == 0 ? null : "a" + who)
                            .inSession(random.nextBoolean() ? "s" + random.nextInt(2) : null));
        }
        return events;
    }

    private static EventFixture click(String id, String item, Instant at) {
        return event(id, 0).of(item).originalAt(at).receivedAt(at).by(null, "a1");
    }

    private void store(SiteId into, List<EventFixture> events) throws Exception {
        Clock clock = Clock.systemUTC();
        StoreLag lag = new StoreLag();
        new EventStore(
                        TestSites.of(Map.of("demo", into)),
                        new InteractionBatchWriter(
                                database.dataSource(),
                                new ReceiptDays(database.dataSource()),
                                TestFeedback.WRITER,
                                new ItemFactsWriter(),
                                List.of(),
                                lag,
                                clock),
                        failed -> assertThat(failed).isEmpty(),
                        new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), clock),
                        new MicrometerStoreMetrics(new SimpleMeterRegistry(), lag),
                        clock)
                .store(
                        events.stream()
                                .<TransformResult>map(each -> copyOf(each).enriched())
                                .toList());
    }

    /** A client that sends again makes another copy. */
    private static EventFixture copyOf(EventFixture event) {
        return new EventFixture(
                event.site(),
                event.id(),
                COPIES.incrementAndGet(),
                event.userId(),
                event.anonymousId(),
                event.itemId(),
                event.originalAt(),
                event.receivedAt(),
                event.facts(),
                event.sessionId());
    }

    private List<List<String>> sessions() {
        return TestSessions.readable(reader(TestSessions.SETTINGS).read(site));
    }

    private static JdbcSessionReader reader(SessionSettings settings) {
        return new JdbcSessionReader(
                database.dataSource(),
                new JdbcTransactionManager(database.dataSource()),
                TypeWeights.DEFAULTS,
                settings);
    }
}
