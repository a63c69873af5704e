package io.streamwheel.analysis.jdbc;

import static io.streamwheel.analysis.EventFixture.event;
import static io.streamwheel.analysis.live.DecidedFixture.manyStored;
import static io.streamwheel.analysis.live.DecidedFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.live.Exchange;
import io.streamwheel.analysis.live.LiveEvent;
import io.streamwheel.analysis.live.LiveFilter;
import io.streamwheel.analysis.live.StoredEvents;
import io.streamwheel.analysis.live.Tick;
import io.streamwheel.analysis.live.Watch;
import io.streamwheel.analysis.live.Watches;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.TestSites;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Two instances at one database. */
class ITLiveExchange {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static MigratedDatabase database;
    private static SiteId site;
    private static SiteId other;

    private final Watches here = new Watches();
    private final Watches there = new Watches();
    private Exchange lookHere;
    private Exchange lookThere;

    @BeforeAll
    static void migrate() throws SQLException {
        database = MigratedDatabase.create();
        site = database.newSite("demo");
        other = database.newSite("other");
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void start() throws SQLException {
        database.execute("TRUNCATE live_watch, live_tick, event, event_payload, interaction");
        lookHere = exchange(here);
        lookThere = exchange(there);
        here.start();
        there.start();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static Exchange exchange(Watches watches) {
        return new Exchange(
                watches,
                new JdbcWatchTable(new JdbcTemplate(database.dataSource()), JsonMapper.shared()),
                failedEvents(),
                System::nanoTime);
    }

    private static FailedEvents failedEvents() {
        return new FailedEvents(database.dataSource(), TestSites.of(Map.of("demo", site)));
    }

    /** Looks again and again, here and there, until so many came. */
    private Tick await(Watch watch, long number) {
        List<LiveEvent> rows = new ArrayList<>();
        long[] came = {0};
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            lookThere.look();
                            lookHere.look();
                            Tick tick = watch.take();
                            rows.addAll(tick.rows());
                            return came[0] += tick.came();
                        },
                        sum -> sum >= number);
        return new Tick(rows, came[0], 0);
    }

    @Test
    void whatTheOtherInstanceStoresIsSeen() throws SQLException {
        try (Watch watch = here.open(site, LiveFilter.ALL)) {
            lookHere.look();
            assertThat(there.listens()).isFalse();
            lookThere.look();
            assertThat(there.listens()).isTrue();
            there.decided(List.of(stored(site, event("far", 7).by("u9", null).of("p<3"))));
            LiveEvent seen = await(watch, 1).rows().getFirst();
            assertThat(seen.eventId()).isEqualTo("far");
            assertThat(seen.visitor()).isEqualTo("u9");
            assertThat(seen.item()).isEqualTo("p<3");
            assertThat(seen.key()).isEqualTo(new UUID(0, 7).toString());
        }
        lookHere.look();
        lookThere.look();
        assertThat(there.listens()).isFalse();
        assertThat(database.number("SELECT count(*) FROM live_watch")).isZero();
        assertThat(database.number("SELECT count(*) FROM live_tick")).isZero();
    }

    @Test
    void aBurstThereIsCountedInFullHere() {
        try (Watch watch = here.open(site, LiveFilter.ALL)) {
            lookHere.look();
            lookThere.look();
            there.decided(manyStored(site, 3000));
            here.decided(manyStored(site, 2000));
            assertThat(await(watch, 5000).came()).isEqualTo(5000);
        }
    }

    @Test
    void theOtherInstanceSendsOnlyWhatIsAskedFor() {
        try (Watch watch = here.open(site, new LiveFilter("stored", "view", "u5", "p5"))) {
            lookHere.look();
            lookThere.look();
            there.decided(
                    List.of(
                            stored(site, event("not", 1).by("u4", null).of("p5")),
                            stored(other, event("theirs", 2).by("u5", null).of("p5")),
                            stored(site, event("this", 3).by("u5", null).of("p5"))));
            assertThat(await(watch, 1).rows())
                    .extracting(LiveEvent::eventId)
                    .containsExactly("this");
        }
    }

    @Test
    void nobodyListensForAnInstanceThatDied() throws SQLException {
        here.open(site, LiveFilter.ALL);
        lookHere.look();
        lookThere.look();
        there.decided(List.of(stored(site, event("late", 1))));
        database.execute("UPDATE live_watch SET until = now() - interval '1 second'");
        lookThere.look();
        assertThat(there.listens()).isFalse();
        assertThat(database.number("SELECT count(*) FROM live_watch")).isZero();
    }

    @Test
    void whatFailsWhileSomebodyLooksIsSeenOnce() throws SQLException {
        fail(1, "before");
        try (Watch watch = here.open(site, LiveFilter.ALL)) {
            lookHere.begin(watch);
            fail(2, "while");
            lookHere.begin(watch);
            lookHere.look();
            lookHere.look();
            lookHere.look();
            Tick tick = watch.take();
            assertThat(tick.came()).isEqualTo(1);
            LiveEvent seen = tick.rows().getFirst();
            assertThat(seen.fate()).isEqualTo("failed");
            assertThat(seen.eventId()).isEqualTo("while");
            assertThat(seen.visitor()).isEqualTo("u1");
            assertThat(seen.item()).isEqualTo("p1");
        }
        lookHere.look();
        fail(3, "nobody looked");
        try (Watch later = here.open(site, LiveFilter.ALL)) {
            lookHere.begin(later);
            lookHere.look();
            assertThat(later.take().saysNothing()).isTrue();
        }
    }

    private static void fail(long copy, String id) throws SQLException {
        database.execute(
                """
                INSERT INTO failed_event (site_id, event_id, copy_id, stage, origin_stage, reason, detail,
                                          received_at, failed_at, payload)
                VALUES (%d, '%s', %d, 'transform', 'transform', 'why', 'Because.', now(), now(),
                        '{"userId":"u1","itemId":"p1","type":7}')
                """
                        .formatted(site.value(), id, copy));
    }

    @Test
    void anEventIsFoundByItsKeyAndOnlyByItsSite() throws SQLException {
        StoredEvents events = new JdbcEventReader(new JdbcTemplate(database.dataSource()));
        UUID key = UUID.fromString("0193528a-8a00-7000-8000-000000000001");
        insert(key, "e-1", "u1");
        database.execute(
                "INSERT INTO interaction VALUES ('%s', 0, %d, 'u1', true, 'p1', 'cart', 2, now())"
                        .formatted(key, site.value()));
        var found = events.find(site, key).orElseThrow();
        assertThat(found.payload()).isEqualTo("{\"a\": 1.10}");
        assertThat(found.interactions()).hasSize(1);
        assertThat(found.originalAt().toEpochMilli()).isEqualTo(0x0193528a8a00L);
        assertThat(events.find(other, key)).isEmpty();
        assertThat(events.find(site, "nobody's")).isEmpty();
        assertThat(events.newest(site, LiveFilter.ALL, 10))
                .extracting(LiveEvent::eventId, LiveEvent::item, LiveEvent::items)
                .containsExactly(org.assertj.core.api.Assertions.tuple("e-1", "p1", 1));
        assertThat(events.newest(site, new LiveFilter("", "", "u1", "p1"), 10)).hasSize(1);
        assertThat(events.newest(site, new LiveFilter("", "", "u1", "p2"), 10)).isEmpty();
        assertThat(events.newest(site, new LiveFilter("", "view", "", ""), 10)).isEmpty();
        assertThat(events.newest(other, LiveFilter.ALL, 10)).isEmpty();
    }

    @Test
    void aPayloadIsFoundAmongThoseThatItWasStoredWith() throws SQLException {
        database.execute(
                "INSERT INTO event_payload VALUES (-1, ARRAY['1', '{\"a\": 1.10}', '2']::json[])");
        UUID key = UUID.fromString("0193528a-8a00-7000-8000-000000000002");
        insert(key, "e-2", "u1");
        database.execute("UPDATE event SET payload = NULL, payload_id = -1, payload_position = 2");
        StoredEvents events = new JdbcEventReader(new JdbcTemplate(database.dataSource()));
        assertThat(events.find(site, key).orElseThrow().payload()).isEqualTo("{\"a\": 1.10}");
    }

    private static void insert(UUID key, String id, String visitor) throws SQLException {
        database.execute(
                """
                INSERT INTO event (event_key, site_id, event_id, type, visitor, known, occurred_at, received_at, payload)
                VALUES ('%s', %d, '%s', 'cart', '%s', true, now(), now(), '{"a": 1.10}')
                """
                        .formatted(key, site.value(), id, visitor));
    }
}
