package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.NOON;
import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.pipeline.StoredTotal;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ITInteractionBatchWriter {

    private static final AtomicInteger SITES = new AtomicInteger();
    private static final Clock CLOCK =
            Clock.fixed(NOON.plus(Duration.ofSeconds(2)), ZoneOffset.UTC);

    private static MigratedDatabase database;

    private final List<String> told = new ArrayList<>();
    private SiteId site;
    private InteractionBatchWriter writer;

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
        database.execute("TRUNCATE duplicate_receipt"); // copies are numbered anew in each test
        site = database.newSite("site-" + SITES.incrementAndGet());
        writer = newWriter(CLOCK);
    }

    private InteractionBatchWriter newWriter(Clock clock) {
        return newWriter(
                clock,
                change ->
                        told.add(
                                change.site().value()
                                        + " "
                                        + change.visitors()
                                        + " "
                                        + change.interactions()));
    }

    private static InteractionBatchWriter newWriter(Clock clock, StoreListener listener) {
        return new InteractionBatchWriter(
                database.dataSource(),
                new ReceiptDays(database.dataSource()),
                TestFeedback.WRITER,
                new ItemFactsWriter(),
                List.of(listener),
                new StoreLag(),
                clock);
    }

    private WriteResult write(TransformResult... batch) throws SQLException {
        return write(Arrays.asList(batch));
    }

    private WriteResult write(List<? extends TransformResult> batch) throws SQLException {
        return writer.write(batch.stream().map(each -> Arrival.of(site, each)).toList());
    }

    private Totals totals() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return PipelineTotals.read(connection, site);
        }
    }

    private long rows(String table) throws SQLException {
        return database.number(
                "SELECT count(*) FROM " + table + " WHERE site_id = " + site.value());
    }

    @Test
    void theTotalThatABatchMakesIsToldBeforeItsCommit() throws SQLException {
        List<StoredTotal> counted = new ArrayList<>();
        List<Totals> seenThen = new ArrayList<>();
        writer =
                newWriter(
                        CLOCK,
                        new StoreListener() {
                            @Override
                            public void storing(StoredTotal total) {
                                counted.add(total);
                                try {
                                    seenThen.add(totals());
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            }

                            @Override
                            public void stored(SiteChange change) {}
                        });
        write(event("a", 1).enriched(), event("b", 2).enriched());
        write(event("a", 3).enriched());
        write(event("c", 4).enriched());
        assertThat(counted)
                .containsExactly(new StoredTotal(site, 2, 2), new StoredTotal(site, 1, 3));
        assertThat(seenThen).extracting(Totals::stored).containsExactly(0L, 2L);
    }

    @Test
    void eventIsStoredWithItsInteraction() throws SQLException {
        write(event("a", 1).by("u7", null).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 0, 0, 0));
        assertThat(rows("event")).isEqualTo(1);
        assertThat(rows("interaction")).isEqualTo(1);
        assertThat(
                        database.text(
                                "SELECT payload->>'id' FROM v_event WHERE user_id = 'u7' AND site = "
                                        + "(SELECT name FROM site WHERE site_id = %d)"
                                                .formatted(site.value())))
                .isEqualTo("a");
    }

    @Test
    void ofManyEventsEachKeepsItsOwnPayload() throws SQLException {
        List<TransformResult> batch = new ArrayList<>();
        for (int i = 0; i < 3 * PayloadChunk.MOST_EVENTS + 1; i++) {
            batch.add(event("e" + i, i).originalAt(NOON.minusMillis(i * 7919 % 1000)).enriched());
        }
        write(batch);
        String ofSite =
                " FROM v_event WHERE site = (SELECT name FROM site WHERE site_id = %d)"
                        .formatted(site.value());
        assertThat(database.number("SELECT count(*)" + ofSite + " AND payload->>'id' = event_id"))
                .isEqualTo(batch.size());
        assertThat(
                        database.number(
                                "SELECT count(DISTINCT payload_id) FROM event WHERE site_id = "
                                        + site.value()))
                .isEqualTo(4);
    }

    @Test
    void payloadThatPostgresDoesNotTakeForJsonFailsAlone() throws Exception {
        List<FailedEvent> failed = new ArrayList<>();
        List<TransformResult> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            EnrichedEvent each = event("e" + i, i).enriched();
            batch.add(i == 31 ? EventFixture.withPayload(each, Payload.of("{\"id\":}")) : each);
        }
        storeWith(failed).store(batch);
        assertThat(failed).singleElement().extracting(FailedEvent::id).isEqualTo("e31");
        assertThat(totals().stored()).isEqualTo(49);
        assertThat(rows("event")).isEqualTo(49);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2026-11-22T11:59:59.329Z",
                "2026-03-29T01:30:00.001Z"
            })
    void timesAreKeptToTheMillisecond(String at) throws SQLException {
        write(event("a", 1).originalAt(Instant.parse(at)).enriched());
        assertThat(
                        database.text(
                                "SELECT occurred_at = timestamptz '"
                                        + at
                                        + "' FROM event WHERE site_id = "
                                        + site.value()))
                .isEqualTo("t");
    }

    @Test
    void redeliveredBatchCountsOnce() throws SQLException {
        List<TransformResult> batch =
                List.of(
                        event("a", 1).enriched(),
                        event("b", 2).enriched(),
                        event("a", 3).enriched(),
                        event("c", 4).filtered("bot"),
                        event("d", 5).sieved());
        WriteResult first = write(batch);
        Totals once = totals();
        WriteResult second = write(batch);
        assertThat(first).isEqualTo(new WriteResult(2, 2, 1, 0));
        assertThat(second).isEqualTo(new WriteResult(0, 0, 0, 5));
        assertThat(totals()).isEqualTo(once).isEqualTo(new Totals(2, 2, 1, 0));
    }

    @Test
    void anotherCopyIsADuplicateInTheSameBatchAndInALaterOne() throws SQLException {
        write(event("a", 1).enriched(), event("a", 2).enriched());
        write(event("a", 3).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 2, 0, 0));
        assertThat(rows("event")).isEqualTo(1);
    }

    /** Transform sieves its own redelivery, dies, and the delivery after that comes through. */
    @Test
    void copyThatCameAsADuplicateAndThenCountsIsNoDuplicate() throws SQLException {
        write(event("a", 2).sieved());
        write(event("a", 2).enriched());
        write(event("a", 1).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 1, 0, 0));
        write(event("a", 2).sieved(), event("a", 2).enriched(), event("a", 1).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 1, 0, 0));
    }

    @Test
    void sievedCopyThatCameFirstStaysADuplicateOfAnother() throws SQLException {
        write(event("a", 2).sieved());
        write(event("a", 1).enriched());
        write(event("a", 2).enriched());
        write(event("b", 4).sieved());
        write(event("b", 4).filtered("bot"));
        assertThat(totals()).isEqualTo(new Totals(1, 1, 1, 0));
    }

    @Test
    void duplicateWithAnotherTimestampIsADuplicateAllTheSame() throws SQLException {
        write(event("a", 1).enriched());
        write(event("a", 2).originalAt(NOON.minus(Duration.ofHours(5))).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 1, 0, 0));
    }

    @Test
    void duplicateAcrossMidnightIsFoundFromBothSides() throws SQLException {
        Instant before = Instant.parse("2026-11-22T23:59:59Z");
        Instant after = Instant.parse("2026-11-23T00:00:03Z");
        write(event("a", 1).originalAt(before).receivedAt(before).enriched());
        write(event("a", 2).originalAt(after).receivedAt(after).enriched());
        write(event("b", 3).originalAt(after).receivedAt(after).enriched());
        write(event("b", 4).originalAt(before).receivedAt(before).enriched());
        assertThat(totals()).isEqualTo(new Totals(2, 2, 0, 0));
    }

    @Test
    void lateRetryWithTheSameTimestampIsADuplicateAndItsRedeliveryNothing() throws SQLException {
        EventFixture late = event("a", 2).receivedAt(NOON.plus(Duration.ofDays(40)));
        write(event("a", 1).enriched());
        write(late.enriched());
        write(late.enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 1, 0, 0));
        assertThat(rows("event")).isEqualTo(1);
    }

    /** What is not looked for fails the batch, which is written again. */
    @Test
    void lateRetriesAmongNewcomersAreFoundInEveryBatch() throws SQLException {
        write(event("a", 1).enriched(), event("b", 2).enriched());
        Instant later = NOON.plus(Duration.ofDays(40));
        writer = newWriter(Clock.fixed(later, ZoneOffset.UTC));
        write(
                event("a", 3).receivedAt(later).enriched(),
                event("c", 4).receivedAt(later).enriched());
        write(
                event("d", 5).receivedAt(later).enriched(),
                event("b", 6).receivedAt(later).enriched());
        assertThat(totals()).isEqualTo(new Totals(4, 2, 0, 0));
        assertThat(rows("event")).isEqualTo(4);
        assertThat(rows("interaction")).isEqualTo(4);
    }

    @Test
    void filteredEventIsCountedByReasonAndItsRetryIsADuplicate() throws SQLException {
        write(event("a", 1).filtered("bot"));
        write(event("a", 2).enriched());
        assertThat(totals()).isEqualTo(new Totals(0, 1, 1, 0));
        assertThat(
                        database.text(
                                "SELECT reason FROM pipeline_total WHERE fate = 'filtered' AND"
                                        + " site_id = "
                                        + site.value()))
                .isEqualTo("bot");
    }

    @Test
    void sievedCopyThatWasStoredAllTheSameIsNotCounted() throws SQLException {
        write(event("a", 1).enriched());
        write(event("a", 1).sieved());
        assertThat(totals()).isEqualTo(new Totals(1, 0, 0, 0));
    }

    @Test
    void sitesKeepTheirIdsApart() throws SQLException {
        write(event("a", 1).enriched());
        SiteId first = site;
        newSite();
        write(event("a", 2).enriched());
        assertThat(totals()).isEqualTo(new Totals(1, 0, 0, 0));
        assertThat(site).isNotEqualTo(first);
    }

    @Test
    void eventThatTheDatabaseRefusesLeavesNothingBehind() throws SQLException {
        assertThatThrownBy(() ->
                        write(
                                event("a", 1).enriched(),
                                event("b", 2).inSession("nul \0 inside").enriched()))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.POISON));
        assertThat(totals()).isEqualTo(Totals.NONE);
        assertThat(rows("event")).isZero();
        assertThat(told).isEmpty();
    }

    private EventStore storeWith(List<FailedEvent> failed) {
        return new EventStore(
                TestSites.of(Map.of("demo", site)),
                writer,
                failed::addAll,
                new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), CLOCK),
                new StoreMetrics() {
                    @Override
                    public void handled(int events) {}

                    @Override
                    public void written(WriteResult result) {}

                    @Override
                    public void failed(int events) {}
                },
                CLOCK);
    }

    @Test
    void poisonInTheMiddleFailsAloneAndItsNeighboursAreStored() throws Exception {
        List<FailedEvent> failed = new ArrayList<>();
        List<TransformResult> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            EventFixture each = event("e" + i, i);
            batch.add((i == 31 ? each.inSession("\0") : each).enriched());
        }
        storeWith(failed).store(batch);
        assertThat(failed).singleElement().extracting(FailedEvent::id).isEqualTo("e31");
        assertThat(totals().stored()).isEqualTo(49);
    }

    @Test
    void dayThatSomebodyDroppedIsMadeAgain() throws SQLException {
        Instant old = Instant.parse("2020-02-02T12:00:00Z");
        write(event("a", 1).receivedAt(old).enriched());
        database.execute("DROP TABLE event_receipt_20200202, duplicate_receipt_20200202");
        assertThatThrownBy(() -> write(event("b", 2).receivedAt(old).enriched()))
                .isInstanceOf(SQLException.class);
        writer.forgetDays();
        write(event("b", 2).receivedAt(old).enriched());
        assertThat(totals().stored()).isEqualTo(2);
    }

    @Test
    void listenersAreToldWhoseHistoryChanged() throws SQLException {
        write(event("a", 1).by("u1", "x9").enriched(), event("b", 2).by(null, "x8").enriched());
        write(event("a", 3).enriched());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .contains(new Visitor("u1", true).toString())
                .contains(new Visitor("x8", false).toString())
                .endsWith(" 2");
    }

    @Test
    void newestFactWinsPerFieldInAnyOrder() throws SQLException {
        Instant one = NOON.minusSeconds(30);
        Instant two = NOON.minusSeconds(20);
        Instant three = NOON.minusSeconds(10);
        List<TransformResult> events =
                new ArrayList<>(
                        List.of(
                                event("a", 1)
                                        .originalAt(one)
                                        .saying(facts("p1", "Old", List.of("x"), 1.0))
                                        .enriched(),
                                event("b", 2)
                                        .originalAt(two)
                                        .saying(
                                                facts(
                                                        "p1",
                                                        "New \"title\", \\ and {more}",
                                                        null,
                                                        null))
                                        .enriched(),
                                event("c", 3)
                                        .originalAt(three)
                                        .saying(facts("p1", null, List.of("a,b", "\"c\\"), null))
                                        .enriched()));
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            newSite();
            Collections.shuffle(events, random);
            int cut = random.nextInt(4);
            write(events.subList(0, cut));
            write(events.subList(cut, 3));
            String where = " FROM item WHERE site_id = " + site.value();
            assertThat(database.text("SELECT title" + where))
                    .isEqualTo("New \"title\", \\ and {more}");
            assertThat(database.text("SELECT array_to_string(categories, '|')" + where))
                    .isEqualTo("a,b|\"c\\");
            assertThat(database.text("SELECT price" + where)).isEqualTo("1");
        }
    }

    @Test
    void itemOfWhichNothingIsSaidIsAnItem() throws SQLException {
        write(event("a", 1).enriched());
        String where = " FROM item WHERE site_id = " + site.value();
        assertThat(database.text("SELECT string_agg(item_id, ',')" + where)).isEqualTo("p1");
        write(event("b", 2).saying(facts("p1", "Tent", null, null)).enriched());
        write(event("c", 3).originalAt(NOON.minusSeconds(5)).enriched());
        assertThat(database.text("SELECT title" + where)).isEqualTo("Tent");
    }

    @Test
    void factsOfADuplicateChangeNothing() throws SQLException {
        write(event("a", 1).saying(facts("p1", "First", null, null)).enriched());
        write(
                event("a", 2)
                        .originalAt(NOON.plusSeconds(1))
                        .receivedAt(NOON.plusSeconds(2))
                        .saying(facts("p1", "Second", null, null))
                        .enriched());
        assertThat(database.text("SELECT title FROM item WHERE site_id = " + site.value()))
                .isEqualTo("First");
    }

    /** The row's own version tells of a write that changes nothing, too. */
    @Test
    void itemThatIsSaidToBeTheSameIsNotWritten() throws SQLException {
        writeTent("a", 1, NOON);
        String row = "SELECT xmin || ' ' || xmax || ' ' || ctid FROM item WHERE site_id = ";
        String before = database.text(row + site.value());
        writeTent("b", 2, NOON.plusSeconds(59));
        writeTent("c", 3, NOON.minusSeconds(59));
        assertThat(database.text(row + site.value())).isEqualTo(before);
    }

    @Test
    void itemThatIsSaidToBeTheSameMuchLaterMovesItsTimesOnly() throws SQLException {
        writeTent("a", 1, NOON);
        String updated = "SELECT updated_at FROM item WHERE site_id = " + site.value();
        String before = database.text(updated);
        writeTent("b", 2, NOON.plusSeconds(60));
        assertThat(database.text(updated)).isEqualTo(before);
        assertThat(
                        database.text(
                                "SELECT (title_at, categories_at, price_at) = (at, at, at) FROM item,"
                                        + " (SELECT timestamptz '2026-11-22T12:01:00Z' AS at) AS t"
                                        + " WHERE site_id = "
                                        + site.value()))
                .isEqualTo("t");
    }

    @Test
    void itemThatIsSaidToBeOtherwiseIsWrittenAtOnce() throws SQLException {
        writeTent("a", 1, NOON);
        write(
                event("b", 2)
                        .originalAt(NOON.plusMillis(1))
                        .receivedAt(NOON.plusMillis(1))
                        .saying(facts("p1", "Tent", List.of("x"), 3.0))
                        .enriched());
        assertThat(database.text("SELECT price FROM item WHERE site_id = " + site.value()))
                .isEqualTo("3");
    }

    private void writeTent(String id, long copy, Instant at) throws SQLException {
        write(
                event(id, copy)
                        .originalAt(at)
                        .receivedAt(at)
                        .saying(facts("p1", "Tent", List.of("x"), 2.0))
                        .enriched());
    }

    @Test
    void linkThatIsMadeAgainIsWrittenWhenItIsMuchLater() throws SQLException {
        writeLink("a", 1, "ada", NOON);
        String row = "SELECT xmin || ' ' || xmax || ' ' || ctid FROM identity WHERE site_id = ";
        String before = database.text(row + site.value());
        writeLink("b", 2, "ada", NOON.plusSeconds(59));
        assertThat(database.text(row + site.value())).isEqualTo(before);
        writeLink("c", 3, "ada", NOON.plusSeconds(60));
        assertThat(database.text(row + site.value())).isNotEqualTo(before);
        writeLink("d", 4, "bob", NOON.plusSeconds(61));
        assertThat(database.text("SELECT user_id FROM identity WHERE site_id = " + site.value()))
                .isEqualTo("bob");
    }

    private void writeLink(String id, long copy, String user, Instant at) throws SQLException {
        write(event(id, copy).by(user, "anon").originalAt(at).receivedAt(at).enriched());
    }

    @Test
    void linkThatIsMadeAgainWithinAMinuteIsNotAskedAbout() throws SQLException {
        writeLink("a", 1, "u1", NOON);
        database.execute("DELETE FROM identity WHERE site_id = " + site.value());
        writeLink("b", 2, "u1", NOON.plusSeconds(59));
        assertThat(rows("identity")).isZero();
        writeLink("c", 3, "u2", NOON.plusSeconds(59));
        assertThat(rows("identity")).isEqualTo(1);
    }

    @Test
    void newestIdentityLinkWinsInAnyOrder() throws SQLException {
        TransformResult older =
                event("a", 1).by("old", "anon").originalAt(NOON.minusSeconds(9)).enriched();
        TransformResult newer = event("b", 2).by("new", "anon").enriched();
        String user = "SELECT user_id FROM identity WHERE site_id = ";
        write(older);
        write(newer);
        assertThat(database.text(user + site.value())).isEqualTo("new");
        newSite();
        write(newer);
        write(older);
        assertThat(database.text(user + site.value())).isEqualTo("new");
        newSite();
        write(newer, older);
        assertThat(database.text(user + site.value())).isEqualTo("new");
    }

    @Test
    void eventIsFoundAgain() throws SQLException {
        FailedEvents failedEvents =
                new FailedEvents(database.dataSource(), TestSites.of(Map.of("demo", site)));
        EventLocator locator = new EventLocator(database.dataSource(), failedEvents);
        write(event("a/b", 1).enriched(), event("c", 2).filtered("bot"));
        assertThat(locator.find(site, "a/b"))
                .hasValueSatisfying(found -> {
                    assertThat(found.fate()).isEqualTo(Fate.STORED);
                    assertThat(found.receivedAt()).isEqualTo(NOON);
                    assertThat(found.storedAt()).isEqualTo(CLOCK.instant());
                });
        assertThat(locator.find(site, "c"))
                .hasValueSatisfying(found -> assertThat(found.reason()).isEqualTo("bot"));
        assertThat(locator.find(site, "nul \0 inside")).isEmpty();
        assertThat(locator.find(new SiteId(site.value() + 1000), "a/b")).isEmpty();
    }

    /**
     * Any stream of copies and redeliveries, cut anywhere, ends in the totals that a recount gives.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyCopyHasOneFateHoweverTheStreamIsCut(long seed) throws SQLException {
        Random random = new Random(seed);
        List<TransformResult> stream = randomStream(random, 400, 150);
        int copies = stream.size();
        for (int i = random.nextInt(60); i > 0; i--) {
            stream.add(random.nextInt(stream.size()), stream.get(random.nextInt(copies)));
        }
        int from = 0;
        while (from < stream.size()) {
            int to = Math.min(stream.size(), from + 1 + random.nextInt(80));
            write(stream.subList(from, to));
            if (random.nextInt(3) == 0) {
                write(stream.subList(from, to));
            }
            from = to;
        }
        long ids = stream.stream().map(TransformResult::id).distinct().count();
        Totals totals = totals();
        assertThat(totals.stored() + totals.filtered()).isEqualTo(ids);
        assertThat(totals.stored() + totals.filtered() + totals.duplicates()).isEqualTo(copies);
        assertThat(rows("event")).isEqualTo(totals.stored());
        assertThat(rows("interaction")).isEqualTo(totals.stored());
    }

    /** Distinct copies; several may be of one event, and some of an event are filtered. */
    private static List<TransformResult> randomStream(Random random, int copies, int ids) {
        List<TransformResult> stream = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            int id = random.nextInt(ids);
            Instant receivedAt =
                    Instant.parse("2026-11-22T23:00:00Z").plusSeconds(random.nextInt(7200));
            EventFixture each =
                    event("e" + id, copy)
                            .receivedAt(receivedAt)
                            .originalAt(receivedAt.minusSeconds(random.nextInt(5)));
            stream.add(id % 10 == 0 ? each.filtered("bot") : each.enriched());
        }
        return stream;
    }

    @Test
    void concurrentWritersWithTheSameIdsAgree() throws Exception {
        int rounds = 40;
        int size = 200;
        CyclicBarrier start = new CyclicBarrier(2);
        Set<Long> copies = Collections.synchronizedSet(new java.util.HashSet<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                int mine = thread;
                Callable<Void> work =
                        () -> {
                            Random random = new Random(mine);
                            InteractionBatchWriter own = newWriter(CLOCK);
                            for (int round = 0; round < rounds; round++) {
                                List<Arrival> batch = new ArrayList<>();
                                for (int i = 0; i < size; i++) {
                                    long copy = (long) mine << 32 | (long) round << 16 | i;
                                    copies.add(copy);
                                    int id = round * size + random.nextInt(size);
                                    batch.add(
                                            Arrival.of(
                                                    site,
                                                    event("e" + id, copy)
                                                            .by("u" + id % 7, "x" + id % 5)
                                                            .saying(
                                                                    facts(
                                                                            "p" + id % 11,
                                                                            "T" + round,
                                                                            null,
                                                                            null))
                                                            .enriched()));
                                }
                                start.await(20, TimeUnit.SECONDS);
                                own.write(batch);
                            }
                            return null;
                        };
                done.add(threads.submit(work));
            }
            for (Future<Void> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        Totals totals = totals();
        assertThat(totals.stored() + totals.duplicates()).isEqualTo(copies.size());
        assertThat(rows("event")).isEqualTo(totals.stored());
        assertThat(
                        database.number(
                                "SELECT count(DISTINCT event_id) FROM event WHERE site_id = "
                                        + site.value()))
                .isEqualTo(totals.stored());
    }

    private static ItemFacts facts(
            String item, String title, List<String> categories, Double price) {
        return new ItemFacts(item, title, categories, null, null, price, null);
    }
}
