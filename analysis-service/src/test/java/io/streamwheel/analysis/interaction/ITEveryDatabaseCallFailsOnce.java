package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.NOON;
import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.FailingDataSource;
import io.streamwheel.testkit.FailingDataSource.Moment;
import io.streamwheel.testkit.NthCall;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever call to the database is lost, or its answer: the batch comes again, as the consumer
 * brings it, and at the end each accepted copy is counted once.
 */
class ITEveryDatabaseCallFailsOnce {

    private static final Clock CLOCK =
            Clock.fixed(NOON.plus(Duration.ofSeconds(2)), ZoneOffset.UTC);

    private static final int BATCHES = 3;
    private static final int IDS_IN_A_BATCH = 5;

    /** More calls to the database than this has the load, so as many fail in turn. */
    private static final int LEAST_CALLS = 100;

    /** What the load comes to: one copy is of an unknown site, and one the database refuses. */
    private static final Totals EXPECTED =
            new Totals(BATCHES * IDS_IN_A_BATCH, 3 * BATCHES, BATCHES, 2);

    private static final StoreMetrics METRICS_OF_NOBODY =
            new StoreMetrics() {
                @Override
                public void handled(int events) {}

                @Override
                public void written(WriteResult result) {}

                @Override
                public void failed(int events) {}
            };

    private static MigratedDatabase database;
    private static int sites;

    private SiteId site;
    private long firstCopy;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachLostCallIsMadeUpFor(Moment moment) throws Exception {
        for (int n = 1; ; n++) {
            NthCall nth = new NthCall(n);
            newSite();
            bring(
                    load(),
                    FailingDataSource.of(database.dataSource(), nth, moment),
                    moment == Moment.AFTER && n % 2 == 0);
            assertEachCopyHasOneFate();
            if (!nth.came()) {
                assertThat(n - 1).as("calls that failed").isGreaterThanOrEqualTo(LEAST_CALLS);
                return;
            }
        }
    }

    @Test
    void everythingDeliveredTwiceInAnyOrderAndCompanyGivesTheSame() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            newSite();
            List<TransformResult> results = new ArrayList<>();
            load().forEach(results::addAll);
            results.addAll(List.copyOf(results));
            Collections.shuffle(results, new Random(seed));
            List<List<TransformResult>> batches = new ArrayList<>();
            for (int from = 0; from < results.size(); from += 11) {
                batches.add(results.subList(from, Math.min(from + 11, results.size())));
            }
            bring(batches, database.dataSource(), false);
            assertEachCopyHasOneFate();
        }
    }

    /** Copies are numbered anew for each site, and the copies of one do not meet another's. */
    private void newSite() throws SQLException {
        sites++;
        site = database.newSite("site-" + sites);
        firstCopy = sites * 1_000L;
    }

    /** As the consumers do: a batch again and again until it is through, then its dead letters. */
    private void bring(List<List<TransformResult>> batches, DataSource through, boolean dies)
            throws Exception {
        Stage stage = new Stage(through);
        for (List<TransformResult> batch : batches) {
            while (!stage.took(batch)) {
                stage = dies ? new Stage(through) : stage;
            }
        }
    }

    /** One process: its caches go with it. */
    private final class Stage {

        private final EventStore store;
        private final FailedEventStore failed;
        private final List<FailedEvent> deadLetters = new ArrayList<>();

        Stage(DataSource through) {
            Sites known = TestSites.of(Map.of("shop", site));
            failed = new FailedEventStore(through, known);
            store =
                    new EventStore(
                            known,
                            new InteractionBatchWriter(
                                    through,
                                    new ReceiptDays(through),
                                    TestFeedback.WRITER,
                                    new ItemFactsWriter(),
                                    List.of(),
                                    new StoreLag(),
                                    CLOCK),
                            deadLetters::addAll,
                            new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), CLOCK),
                            METRICS_OF_NOBODY,
                            CLOCK);
        }

        boolean took(List<TransformResult> batch) throws Exception {
            try {
                store.store(batch);
                failed.store(deadLetters);
                failed.store(deadLetters); // a queue may always bring them twice
                return true;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private List<List<TransformResult>> load() {
        List<List<TransformResult>> batches = new ArrayList<>();
        long copy = firstCopy;
        for (int b = 0; b < BATCHES; b++) {
            List<TransformResult> batch = new ArrayList<>();
            for (int e = 0; e < IDS_IN_A_BATCH; e++) {
                batch.add(
                        event("e" + b + "-" + e, ++copy)
                                .ofSite("shop")
                                .of("p" + e)
                                .by("u" + e, "a" + e)
                                .saying(
                                        new ItemFacts(
                                                "p" + e, "Tent", List.of(), null, null, null, null))
                                .enriched());
            }
            batch.add(event("e" + b + "-0", ++copy).ofSite("shop").enriched());
            batch.add(event("e" + Math.max(0, b - 1) + "-1", ++copy).ofSite("shop").enriched());
            batch.add(event("e" + b + "-2", ++copy).ofSite("shop").sieved());
            batch.add(event("f" + b, ++copy).ofSite("shop").filtered("bot"));
            batches.add(batch);
        }
        batches.get(0).add(event("y", ++copy).ofSite("shop").inSession("a\0b").enriched());
        batches.get(1).add(event("x", ++copy).ofSite("nobody").enriched());
        return batches;
    }

    private void assertEachCopyHasOneFate() throws Exception {
        Totals totals;
        try (Connection connection = database.dataSource().getConnection()) {
            totals = PipelineTotals.read(connection, site);
        }
        // What is of no known site is nobody's, and counted for all: this run's part of it.
        long nobodys =
                database.number(
                        "SELECT count(*) FROM failed_event WHERE site_id IS NULL AND copy_id > "
                                + firstCopy);
        long ofSite = rows("failed_event", "true");
        assertThat(nobodys).isEqualTo(1);
        assertThat(
                        new Totals(
                                totals.stored(),
                                totals.duplicates(),
                                totals.filtered(),
                                ofSite + nobodys))
                .isEqualTo(EXPECTED);
        assertThat(
                        database.number(
                                "SELECT total FROM pipeline_total WHERE fate = 'failed' AND"
                                        + " site_id = "
                                        + site.value()))
                .isEqualTo(ofSite);
        assertThat(rows("event", "true")).isEqualTo(EXPECTED.stored());
        assertThat(rows("interaction", "true")).isEqualTo(EXPECTED.stored());
        assertThat(rows("item", "title = 'Tent'")).isEqualTo(IDS_IN_A_BATCH);
        assertThat(rows("identity", "true")).isEqualTo(IDS_IN_A_BATCH);
        assertThat(
                        rows(
                                "event",
                                "event_id IN (SELECT event_id FROM failed_event WHERE site_id = "
                                        + site.value()
                                        + ")"))
                .isZero();
    }

    private long rows(String table, String which) throws SQLException {
        return database.number(
                "SELECT count(*) FROM %s WHERE site_id = %d AND %s"
                        .formatted(table, site.value(), which));
    }
}
