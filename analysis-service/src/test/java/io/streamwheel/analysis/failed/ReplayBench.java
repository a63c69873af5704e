package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.analysis.interaction.InteractionBatchWriter;
import io.streamwheel.analysis.interaction.StoreMetrics;
import io.streamwheel.analysis.interaction.WriteResult;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pipeline around a real store, with queues that a test holds in its hands: what is replayed
 * waits in {@link #sent} until it is delivered, once or as often as the test likes. Its transform
 * stage fails what has {@code "bad"} in its payload.
 */
public final class ReplayBench implements AutoCloseable {

    static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(RECEIVED.plusSeconds(60), ZoneOffset.UTC);

    final MigratedDatabase database = MigratedDatabase.create();
    final SiteId site;
    final SiteId other;
    final KeyHolder caller;
    final KeyHolder stranger;
    final Sites sites;
    final FailedEventStore failures;
    final FailedEvents failedEvents;
    final List<CollectedEvent> sent = new ArrayList<>();
    private final EventStore store;

    ReplayBench() throws SQLException {
        site = database.newSite("demo");
        other = database.newSite("other");
        caller = new KeyHolder(7, site, KeyKind.SERVER);
        stranger = new KeyHolder(8, other, KeyKind.SERVER);
        sites = TestSites.of(Map.of("demo", site, "other", other));
        failures = new FailedEventStore(database.dataSource(), sites);
        failedEvents = new FailedEvents(database.dataSource(), sites);
        store =
                new EventStore(
                        sites,
                        new InteractionBatchWriter(
                                database.dataSource(),
                                new ReceiptDays(database.dataSource()),
                                TestFeedback.WRITER,
                                new ItemFactsWriter(),
                                List.of(),
                                new StoreLag(),
                                CLOCK),
                        failures::store,
                        new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), CLOCK),
                        new Uncounted(),
                        CLOCK);
    }

    /** Forgets everything but the sites. */
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE failed_event, failed_event_audit, replay_job, pipeline_total, event,"
                        + " interaction, event_receipt, duplicate_receipt");
        synchronized (sent) {
            sent.clear();
        }
    }

    void send(List<CollectedEvent> events) {
        synchronized (sent) {
            sent.addAll(events);
        }
    }

    Replayer replayer() {
        return replayer(this::send);
    }

    Replayer replayer(ReplayQueue queue) {
        return new Replayer(database.dataSource(), failedEvents, queue);
    }

    /** An event that failed in transform; the answer is the number of its row. */
    long failed(String id, long copyId, String payload) throws SQLException {
        CollectedEvent event =
                new CollectedEvent("demo", id, copyId, RECEIVED, null, Payload.of(payload));
        failures.store(List.of(failure(event)));
        return database.number("SELECT failed_id FROM failed_event WHERE copy_id = " + copyId);
    }

    /** How many rows were replayed so often. */
    long rowsReplayed(int times) throws SQLException {
        return database.number("SELECT count(*) FROM failed_event WHERE replays = " + times);
    }

    /** Takes what was sent so far through transform and store. */
    void deliver() throws Exception {
        List<CollectedEvent> events;
        synchronized (sent) {
            events = List.copyOf(sent);
            sent.clear();
        }
        deliver(events);
    }

    void deliver(List<CollectedEvent> events) throws Exception {
        List<TransformResult> results = new ArrayList<>();
        List<FailedEvent> bad = new ArrayList<>();
        for (CollectedEvent event : events) {
            if (event.payload().toText().contains("bad")) {
                bad.add(failure(event));
            } else {
                results.add(enriched(event));
            }
        }
        failures.store(bad);
        store.store(results);
    }

    /** From the door, without a failure before. */
    static CollectedEvent fresh(String id, long copyId) {
        return new CollectedEvent("demo", id, copyId, RECEIVED, null, Payload.of("{}"));
    }

    private static FailedEvent failure(CollectedEvent event) {
        return new FailedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                Stage.TRANSFORM,
                event.replayOf() == null ? "missing-field" : "invalid-value",
                "It is bad.",
                event.receivedAt(),
                CLOCK.instant(),
                event.payload(),
                false,
                event.origin());
    }

    /** A view of item p1 by user u1, as transform would have made it. */
    public static EnrichedEvent enriched(CollectedEvent event) {
        return new EnrichedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                "view",
                "u1",
                null,
                event.receivedAt(),
                event.receivedAt(),
                event.receivedAt(),
                null,
                null,
                null,
                List.of(new Interaction(0, "view", "p1", null)),
                List.of(),
                event.payload(),
                event.origin());
    }

    Totals totals() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return PipelineTotals.read(connection, site);
        }
    }

    FailedEventRow row(long failedId) throws SQLException {
        return failedEvents.get(site, failedId).orElseThrow().row();
    }

    long count(String where) throws SQLException {
        return database.number("SELECT count(*) FROM " + where);
    }

    @Override
    public void close() {
        database.close();
    }

    private static final class Uncounted implements StoreMetrics {

        @Override
        public void handled(int events) {}

        @Override
        public void written(WriteResult result) {}

        @Override
        public void failed(int events) {}
    }
}
