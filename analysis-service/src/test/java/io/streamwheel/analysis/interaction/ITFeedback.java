package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.feedback.VisitorGroup;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of lists, whatever comes twice. */
class ITFeedback {

    private static final Instant LISTED = NOON.minus(Duration.ofDays(1));
    private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(2), ZoneOffset.UTC);
    private static final Place PERSONAL = new Place(VisitorGroup.PERSONAL, 3);

    private static MigratedDatabase database;
    private static int sites;
    private static long copies;

    private SiteId site;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newSite() throws SQLException {
        site = database.newSite("site-" + ++sites);
    }

    private static InteractionBatchWriter writer(Clock clock) {
        return new InteractionBatchWriter(
                database.dataSource(),
                new ReceiptDays(database.dataSource()),
                TestFeedback.WRITER,
                new ItemFactsWriter(),
                List.of(),
                new StoreLag(),
                clock);
    }

    private String list(String scenario, String strategy, long version, Place place) {
        return TestFeedback.IDS.make(
                site, new ListOrigin(LISTED, scenario, strategy, version, place));
    }

    private static EnrichedEvent event(
            String id, String type, @Nullable String list, String user, Interaction... what) {
        return event(id, type, list, user, List.of(), EventOrigin.PLAIN, what);
    }

    private static EnrichedEvent event(
            String id,
            String type,
            @Nullable String list,
            String user,
            List<ItemFacts> facts,
            EventOrigin origin,
            Interaction... what) {
        return new EnrichedEvent(
                "demo",
                id,
                ++copies,
                type,
                user,
                null,
                NOON,
                NOON,
                NOON,
                null,
                list,
                null,
                List.of(what),
                facts,
                Payload.of("{}"),
                origin);
    }

    private static Interaction with(String type, String item, @Nullable Double value) {
        return new Interaction(0, type, item, value);
    }

    private void write(EnrichedEvent... events) throws SQLException {
        write(CLOCK, events);
    }

    private void write(Clock clock, EnrichedEvent... events) throws SQLException {
        List<Arrival> batch = new ArrayList<>();
        for (EnrichedEvent each : events) {
            batch.add(Arrival.of(site, each));
        }
        writer(clock).write(batch);
    }

    /** All rows of the site in words. */
    private String metrics() throws SQLException {
        return database.text(
                """
                SELECT coalesce(string_agg(concat_ws(' ', day, scenario, strategy, model_version, visitor_group, currency,
                           impressions, clicks, conversions, trim_scale(revenue)), '; '
                       ORDER BY scenario, strategy, model_version, visitor_group, currency), '')
                FROM recommendation_metric WHERE site_id = %d
                """
                        .formatted(site.value()));
    }

    private String samples() throws SQLException {
        return database.text(
                """
                SELECT coalesce(string_agg(concat_ws(' ', day, scenario, visitor_group, bucket, currency, visitor_days,
                           impressions, clicks, conversions, trim_scale(revenue)), '; '
                       ORDER BY scenario, visitor_group, bucket, currency), '')
                FROM recommendation_sample WHERE site_id = %d
                """
                        .formatted(site.value()));
    }

    @Test
    void aListIsShownClickedAndBoughtFrom() throws SQLException {
        String list = list("home", "personal", 42, PERSONAL);
        ItemFacts euros = new ItemFacts("p1", null, null, null, null, 20.0, "EUR");
        write(
                event(
                        "i",
                        "impression",
                        list,
                        "u",
                        with("impression", "p1", null),
                        new Interaction(1, "impression", "p2", null)),
                event("c", "click", list, "u", with("click", "p1", null)),
                event("v", "view", list, "u", with("view", "p1", null)),
                event(
                        "b",
                        "purchase",
                        list,
                        "u",
                        List.of(euros),
                        EventOrigin.PLAIN,
                        with("purchase", "p1", 19.5)));
        assertThat(metrics())
                .isEqualTo(
                        "2026-11-21 home personal 42 personal  2 1 0 0; 2026-11-21 home personal 42"
                                + " personal EUR 0 0 1 19.5");
        assertThat(samples())
                .isEqualTo(
                        "2026-11-21 home personal 3  1 2 1 0 0; 2026-11-21 home personal 3 EUR 0 0"
                                + " 0 1 19.5");
    }

    @Test
    void aSecondClickARetryAndARedeliveryCountNothing() throws SQLException {
        String list = list("home", "personal", 42, PERSONAL);
        EnrichedEvent click = event("c", "click", list, "u", with("click", "p1", null));
        write(click, event("again", "click", list, "u", with("click", "p1", null)));
        write(click);
        write(event("c", "click", list, "u", with("click", "p1", null)));
        write(event("later", "click", list, "another", with("click", "p1", null)));
        assertThat(metrics()).isEqualTo("2026-11-21 home personal 42 personal  0 1 0 0");
        assertThat(samples()).isEqualTo("2026-11-21 home personal 3  2 0 1 0 0");
    }

    @Test
    void anOrderBringsInWhatItsWordsSay() throws SQLException {
        String list = list("default", "similar", 0, Place.NOBODYS);
        ItemFacts priced = new ItemFacts("p1", null, null, null, null, 20.0, "USD");
        write(
                event(
                        "o",
                        "purchase",
                        list,
                        "u",
                        List.of(priced),
                        new EventOrigin(Dialect.SEGMENT, null, null, null),
                        new Interaction(0, "purchase", "p1", 3.0),
                        new Interaction(1, "purchase", "p1", 1.0),
                        new Interaction(2, "purchase", "p2", 1.0)));
        write(event("mad", "purchase", list, "u", with("purchase", "p3", 1e300)));
        write(event("less", "purchase", list, "u", with("purchase", "p4", -5.0)));
        assertThat(metrics())
                .isEqualTo(
                        "2026-11-21 default similar 0 none  0 0 3 0; 2026-11-21 default similar 0"
                                + " none USD 0 0 1 80");
        assertThat(samples()).isEmpty();
    }

    @Test
    void idsThatAreNotOursAreCountedAsUnknown() throws SQLException {
        String theirs =
                TestFeedback.IDS.make(
                        new SiteId(site.value() + 1),
                        new ListOrigin(LISTED, "home", "personal", 1, PERSONAL));
        write(
                event("1", "click", "01JDABCDEFGHJKMNPQRSTVWXYZ", "u", with("click", "p1", null)),
                event("2", "click", theirs, "u", with("click", "p1", null)),
                event("3", "click", theirs, "u", with("click", "p1", null)),
                event("4", "click", null, "u", with("click", "p1", null)));
        assertThat(metrics()).isEqualTo("2026-11-22  unknown 0 none  0 2 0 0");
    }

    @Test
    void whatComesLaterThanItCountsIsForgottenAndNotCountedAgain() throws SQLException {
        String list = list("home", "personal", 42, PERSONAL);
        write(event("c", "click", list, "u", with("click", "p1", null)));
        Instant late = NOON.plus(Duration.ofDays(40));
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(TestFeedback.WRITER.removeOld(connection, NOON.plus(Duration.ofDays(29))))
                    .isZero();
            assertThat(TestFeedback.WRITER.removeOld(connection, late)).isPositive();
        }
        write(
                Clock.fixed(late, ZoneOffset.UTC),
                event("late", "click", list, "u", with("click", "p1", null)));
        assertThat(metrics()).isEqualTo("2026-11-21 home personal 42 personal  0 1 0 0");
    }

    /** What a stream should come to, told by looking at all of it. */
    private static final class Recount {

        private final Set<List<String>> counted = new HashSet<>();
        private final TreeMap<String, long[]> rows = new TreeMap<>();
        private final Set<String> stored = new HashSet<>();

        void see(EnrichedEvent event, ListOrigin origin) {
            if (!stored.add(event.id())) {
                return;
            }
            int column = List.of("impression", "click", "purchase").indexOf(event.type());
            for (Interaction each : event.interactions()) {
                if (column >= 0
                        && counted.add(
                                List.of(event.recommendationId(), each.itemId(), event.type()))) {
                    String row =
                            origin.scenario()
                                    + ' '
                                    + origin.strategy()
                                    + ' '
                                    + origin.modelVersion()
                                    + ' '
                                    + origin.place().group().slug();
                    rows.computeIfAbsent(row, _ -> new long[3])[column]++;
                }
            }
        }

        String told() {
            List<String> told = new ArrayList<>();
            rows.forEach((row, counts) ->
                    told.add(row + ' ' + counts[0] + ' ' + counts[1] + ' ' + counts[2]));
            return String.join("; ", told);
        }
    }

    @Test
    void countersEqualANaiveRecountOfAnyStream() {
        Tries.check(
                10,
                chance -> {
                    newSite();
                    Recount recount = new Recount();
                    List<ListOrigin> origins = new ArrayList<>();
                    List<String> lists = new ArrayList<>();
                    for (int i = chance.between(1, 5); i > 0; i--) {
                        origins.add(origin(chance));
                        lists.add(TestFeedback.IDS.make(site, origins.getLast()));
                    }
                    List<List<Arrival>> batches = new ArrayList<>();
                    batches.add(new ArrayList<>());
                    for (int i = chance.between(1, 40); i > 0; i--) {
                        int list = chance.below(lists.size());
                        EnrichedEvent event = event(chance, lists.get(list));
                        recount.see(event, origins.get(list));
                        batches.getLast().add(Arrival.of(site, event));
                        if (chance.oneIn(6)) {
                            batches.add(new ArrayList<>());
                        }
                    }
                    for (List<Arrival> batch : batches) {
                        writer(CLOCK).write(batch);
                        if (chance.oneIn(3)) {
                            writer(CLOCK).write(batch); // the queue brings it again
                        }
                    }
                    assertThat(
                                    database.text(
                                            """
                                            SELECT coalesce(string_agg(concat_ws(' ', scenario, strategy, model_version, visitor_group,
                                                       impressions, clicks, conversions), '; '
                                                   ORDER BY scenario COLLATE "C", strategy COLLATE "C", model_version, visitor_group), '')
                                            FROM recommendation_metric WHERE site_id = %d
                                            """
                                                    .formatted(site.value())))
                            .isEqualTo(recount.told());
                });
    }

    private static ListOrigin origin(Chance chance) {
        return new ListOrigin(
                LISTED,
                chance.oneOf("home", "cart"),
                chance.oneOf("personal", "popular"),
                chance.between(1, 3),
                new Place(chance.oneOf(VisitorGroup.values()), chance.below(4)));
    }

    /** An id may come twice, with the same or with other contents: the first one counts. */
    private static EnrichedEvent event(Chance chance, String list) {
        String type = chance.oneOf("click", "impression", "purchase", "view");
        List<Interaction> what = new ArrayList<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            what.add(new Interaction(what.size(), type, "p" + chance.below(4), null));
        }
        return event(
                "e" + chance.below(30),
                type,
                list,
                "u" + chance.below(3),
                what.toArray(Interaction[]::new));
    }

    @Test
    void writersAtTheSameTimeCountOnce() throws Exception {
        String list = list("home", "personal", 42, PERSONAL);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                List<Arrival> batch = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    String item = "p" + (writer % 2 == 0 ? i : 199 - i);
                    String id = writer + "-" + i;
                    batch.add(
                            Arrival.of(
                                    site,
                                    event(
                                            id,
                                            "click",
                                            list,
                                            "u" + i % 7,
                                            with("click", item, null))));
                }
                all.add(threads.submit(() -> writer(CLOCK).write(batch)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(metrics()).isEqualTo("2026-11-21 home personal 42 personal  0 200 0 0");
        assertThat(samples()).isEqualTo("2026-11-21 home personal 3  7 0 200 0 0");
    }
}
