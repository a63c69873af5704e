package io.streamwheel.analysis.failed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.interaction.EventLocator;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Payload;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One failed event sent through again, in every order in which things can happen. */
class ITReplay {

    private static final Totals ONE_FAILED = new Totals(0, 0, 0, 1);
    private static final Totals ONE_STORED = new Totals(1, 0, 0, 0);

    private static ReplayBench bench;

    @BeforeAll
    static void open() throws SQLException {
        bench = new ReplayBench();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        bench.empty();
    }

    private static void replay(long id) throws Exception {
        assertThat(bench.replayer().replay(bench.caller, id, null)).isPresent();
    }

    private static void replay(long id, String edited) throws Exception {
        assertThat(bench.replayer().replay(bench.caller, id, edited.getBytes(UTF_8))).isPresent();
    }

    @Test
    void replayedEventIsStoredAndFailedNoMore() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        assertThat(bench.totals()).isEqualTo(ONE_FAILED);

        replay(id);
        assertThat(bench.totals()).isEqualTo(ONE_FAILED);
        assertThat(bench.row(id).replays()).isEqualTo(1);
        CollectedEvent sent = bench.sent.getFirst();
        assertThat(sent)
                .isEqualTo(
                        new CollectedEvent(
                                "demo",
                                "e1",
                                1,
                                ReplayBench.RECEIVED,
                                null,
                                sent.dialect(),
                                null,
                                Payload.of("{}"),
                                id));

        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
        assertThat(bench.row(id).state()).isEqualTo("resolved");
        assertThat(bench.row(id).fate()).isEqualTo("stored");
        assertThat(
                        new EventLocator(bench.database.dataSource(), bench.failedEvents)
                                .find(bench.site, "e1"))
                .hasValueSatisfying(found -> {
                    assertThat(found.fate()).isEqualTo(Fate.STORED);
                    assertThat(found.occurredAt()).isEqualTo(ReplayBench.RECEIVED);
                });
    }

    @Test
    void replayedTwiceCountsOnce() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        replay(id);
        replay(id);
        List<CollectedEvent> both = List.copyOf(bench.sent);
        assertThat(both).hasSize(2);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
        bench.deliver(both);
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
        assertThat(bench.count("event")).isEqualTo(1);
        assertThat(bench.count("interaction")).isEqualTo(1);
        assertThat(bench.replayer().replay(bench.caller, id, null))
                .hasValueSatisfying(outcome -> assertThat(outcome.sent()).isFalse());
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void replaysInParallelCountOnceEditedOrNot() throws Exception {
        for (int round = 0; round < 5; round++) {
            bench.empty();
            long id = bench.failed("e1", 1, "{}");
            int threads = 4;
            CyclicBarrier together = new CyclicBarrier(threads);
            List<Callable<Void>> deliveries = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                if (i % 2 == 0) {
                    replay(id);
                } else {
                    replay(id, "{\"n\":" + i + "}");
                }
                List<CollectedEvent> one = List.of(bench.sent.getLast());
                deliveries.add(() -> {
                    together.await();
                    bench.deliver(one);
                    return null;
                });
            }
            inParallel(deliveries);
            assertThat(bench.totals()).isEqualTo(ONE_STORED);
            assertThat(bench.count("event")).isEqualTo(1);
        }
    }

    private static void inParallel(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Void> each : threads.invokeAll(tasks)) {
                each.get();
            }
        }
    }

    @Test
    void editedPayloadIsStoredAndTheOriginalIsKept() throws Exception {
        long id = bench.failed("e1", 1, "{\"bad\":1}");
        replay(id, "{\"good\":1.10}");
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
        assertThat(bench.database.text("SELECT payload::text FROM v_event"))
                .isEqualTo("{\"good\":1.10}");
        FailedEventWhole kept = bench.failedEvents.get(bench.site, id).orElseThrow();
        assertThat(kept.row().payload()).isEqualTo("{\"bad\":1}".getBytes(UTF_8));
        assertThat(kept.edited()).isEqualTo("{\"good\":1.10}".getBytes(UTF_8));
    }

    @Test
    void replayThatFailsAgainIsTheSameRowWithTheNewReason() throws Exception {
        long id = bench.failed("e1", 1, "{\"bad\":1}");
        replay(id);
        bench.deliver();
        replay(id);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_FAILED);
        assertThat(bench.count("failed_event")).isEqualTo(1);
        FailedEventRow row = bench.row(id);
        assertThat(row.state()).isEqualTo("open");
        assertThat(row.reason()).isEqualTo("invalid-value");
        assertThat(row.replays()).isEqualTo(2);
        assertThat(bench.count("pipeline_total WHERE total <> 0")).isEqualTo(1);
    }

    @Test
    void replayThatTheDatabaseRefusesIsTheSameRowAtTheOtherStage() throws Exception {
        bench.database.execute("ALTER TABLE event ADD CONSTRAINT refusal CHECK (event_id <> 'e1')");
        try {
            long id = bench.failed("e1", 1, "{}");
            replay(id);
            bench.deliver();
            assertThat(bench.totals()).isEqualTo(ONE_FAILED);
            assertThat(bench.row(id).stage()).isEqualTo("analysis");
            assertThat(bench.row(id).reason()).isEqualTo("data");
            // The first dead letter, told again, is still the same failure.
            bench.failed("e1", 1, "{}");
            assertThat(bench.totals()).isEqualTo(ONE_FAILED);
            bench.database.execute("ALTER TABLE event DROP CONSTRAINT refusal");
            replay(id);
            bench.deliver();
            assertThat(bench.totals()).isEqualTo(ONE_STORED);
        } finally {
            bench.database.execute("ALTER TABLE event DROP CONSTRAINT IF EXISTS refusal");
        }
    }

    @Test
    void refusedReplaysDoNotHaltTheStore() throws Exception {
        bench.database.execute(
                "ALTER TABLE event ADD CONSTRAINT refusal CHECK (event_id NOT LIKE 'x%')");
        try {
            for (int i = 0; i < 30; i++) {
                replay(bench.failed("x" + i, 100 + i, "{}"));
            }
            bench.deliver();
            assertThat(bench.totals()).isEqualTo(new Totals(0, 0, 0, 30));
            assertThat(bench.count("failed_event WHERE reason = 'data'")).isEqualTo(30);
        } finally {
            bench.database.execute("ALTER TABLE event DROP CONSTRAINT refusal");
        }
    }

    @Test
    void replayOfAnEventThatCameMeanwhileIsADuplicate() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        bench.deliver(List.of(ReplayBench.fresh("e1", 2)));
        replay(id);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(new Totals(1, 1, 0, 0));
        assertThat(bench.row(id).fate()).isEqualTo("duplicate");
    }

    @Test
    void replayOfAnEventThatCameDaysLaterIsADuplicateToo() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        CollectedEvent later =
                new CollectedEvent(
                        "demo",
                        "e1",
                        2,
                        ReplayBench.RECEIVED.plus(Duration.ofDays(9)),
                        null,
                        Payload.of("{}"));
        bench.deliver(List.of(later));
        replay(id);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(new Totals(1, 1, 0, 0));
        assertThat(bench.count("event")).isEqualTo(1);
    }

    @Test
    void copyThatTheStoreCountedAlreadyIsOnlyTakenFromTheFailedOnes() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        bench.deliver(List.of(ReplayBench.fresh("e1", 1)));
        assertThat(bench.totals()).isEqualTo(new Totals(1, 0, 0, 1));
        replay(id);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
    }

    @Test
    void bothCopiesOfAnEventReplayedTogetherAreOneEventAndOneDuplicate() throws Exception {
        replay(bench.failed("e1", 1, "{}"));
        replay(bench.failed("e1", 2, "{}"));
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(new Totals(1, 1, 0, 0));
    }

    @Test
    void discardedEventStaysCountedAndItsReplayOnTheWayIsIgnored() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        replay(id);
        new Discards(bench.database.dataSource(), bench.failedEvents).discard(bench.caller, id);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_FAILED);
        assertThat(bench.count("event")).isZero();
        assertThat(bench.row(id).isDiscarded()).isTrue();
        assertThat(bench.row(id).payload()).isEmpty();
        assertThatThrownBy(() -> replay(id)).isInstanceOf(ReplayRefusedException.class);
    }

    @Test
    void discardingAKindTakesWhatIsNobodysWhereItCanBeOfNoOtherSite() throws Exception {
        FailedEvent stranger =
                new FailedEvent(
                        null,
                        null,
                        5,
                        FailedEvent.Stage.TRANSFORM,
                        "not-an-envelope",
                        "It is none.",
                        ReplayBench.RECEIVED,
                        ReplayBench.RECEIVED,
                        Payload.of("hello"));
        bench.failures.store(List.of(stranger));
        assertThat(
                        new Discards(bench.database.dataSource(), bench.failedEvents)
                                .discard(bench.caller, null, "not-an-envelope"))
                .isZero();
        FailedEvents ofOneSite =
                new FailedEvents(
                        bench.database.dataSource(), TestSites.of(Map.of("demo", bench.site)));
        assertThat(ofOneSite.hasOpen(bench.site)).isTrue();
        assertThat(bench.failedEvents.hasOpen(bench.site)).isFalse();
        assertThat(
                        new Discards(bench.database.dataSource(), ofOneSite)
                                .discard(bench.caller, null, "not-an-envelope"))
                .isEqualTo(1);
        assertThat(ofOneSite.groups(bench.site)).isEmpty();
    }

    @Test
    void theLastChangeIsThatOfTheNewestDecision() throws Exception {
        assertThat(bench.failedEvents.lastChange()).isEmpty();
        long first = bench.failed("e1", 1, "{}");
        long second = bench.failed("e2", 2, "{}");
        assertThat(bench.failedEvents.lastChange())
                .isEqualTo(bench.failedEvents.lastChange(bench.site, second));
        new Discards(bench.database.dataSource(), bench.failedEvents).discard(bench.caller, first);
        assertThat(bench.failedEvents.lastChange())
                .isEqualTo(bench.failedEvents.lastChange(bench.site, first));
        assertThat(bench.failedEvents.lastChange(bench.other, first)).isEmpty();
    }

    @Test
    void whatIsNotPublishedIsAskedForAndNotCounted() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        Replayer broken =
                bench.replayer(_ -> {
                    throw new IOException("no broker");
                });
        assertThatThrownBy(() -> broken.replay(bench.caller, id, null))
                .isInstanceOf(IOException.class);
        assertThat(bench.row(id).replays()).isZero();
        assertThat(bench.row(id).isOpen()).isTrue();
        assertThat(bench.database.number("SELECT count FROM failed_event_audit")).isZero();
    }

    @Test
    void endBetweenPublishingAndCountingLosesNothingAndCountsOnce() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        Replayer dying =
                bench.replayer(events -> {
                    bench.send(events);
                    throw new IOException("the process ends here");
                });
        assertThatThrownBy(() -> dying.replay(bench.caller, id, null))
                .isInstanceOf(IOException.class);
        replay(id);
        assertThat(bench.sent).hasSize(2);
        bench.deliver();
        assertThat(bench.totals()).isEqualTo(ONE_STORED);
        assertThat(bench.row(id).replays()).isEqualTo(1);
    }

    @Test
    void anotherSitesEventIsNotThere() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        assertThat(bench.replayer().replay(bench.stranger, id, null)).isEmpty();
        assertThat(
                        new Discards(bench.database.dataSource(), bench.failedEvents)
                                .discard(bench.stranger, id))
                .isEmpty();
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void replayThatNamesAnothersFailureChangesNothing() throws Exception {
        long id = bench.failed("e1", 1, "{}");
        for (CollectedEvent forged :
                List.of(
                        replayOf(id, "demo", 2),
                        replayOf(id, "other", 1),
                        replayOf(-5, "demo", 1))) {
            bench.deliver(List.of(forged));
        }
        assertThat(bench.totals()).isEqualTo(ONE_FAILED);
        assertThat(bench.count("event")).isZero();
    }

    private static CollectedEvent replayOf(long failedId, String site, long copyId) {
        CollectedEvent event = ReplayBench.fresh("e1", copyId);
        return new CollectedEvent(
                site,
                event.id(),
                copyId,
                event.receivedAt(),
                null,
                event.dialect(),
                null,
                event.payload(),
                failedId);
    }

    @Test
    void bytesThatWouldBreakOutOfTheirEnvelopeAreNotSent() throws Exception {
        String escape =
                "{}},{\"site\":\"other\",\"id\":\"x\",\"copy\":9,\"receivedAt\":1,\"event\":{}";
        for (String payload : List.of(escape, "{\"a\":", "not json", "")) {
            bench.empty();
            long id = bench.failed("e1", 1, payload);
            assertThatThrownBy(() -> replay(id)).isInstanceOf(ReplayRefusedException.class);
            assertThat(bench.sent).isEmpty();
            assertThat(bench.count("failed_event_audit")).isZero();
        }
    }

    @Test
    void deedsAreWrittenDown() throws Exception {
        long id = bench.failed("e1", 1, "{\"bad\":1}");
        replay(id);
        replay(id, "{\"bad\":2}");
        new Discards(bench.database.dataSource(), bench.failedEvents).discard(bench.caller, id);
        List<FailedEventAudit.Entry> deeds =
                new FailedEventAudit(bench.database.dataSource())
                        .page(bench.site, Long.MAX_VALUE, 10);
        assertThat(deeds)
                .extracting(FailedEventAudit.Entry::deed)
                .containsExactly("discard", "edited-replay", "replay");
        assertThat(deeds)
                .allSatisfy(deed -> {
                    assertThat(deed.keyId()).isEqualTo(7);
                    assertThat(deed.failedId()).isEqualTo(id);
                    assertThat(deed.eventId()).isEqualTo("e1");
                    assertThat(deed.count()).isEqualTo(1);
                });
        assertThat(
                        new FailedEventAudit(bench.database.dataSource())
                                .page(bench.other, Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void retentionRemovesWhatIsOldAndChangesNoTotal() throws Exception {
        long open = bench.failed("e1", 1, "{}");
        long young = bench.failed("e2", 2, "{}");
        long replayed = bench.failed("e3", 3, "{}");
        bench.database.execute(
                "UPDATE failed_event SET changed_at = now() - interval '31 days' WHERE failed_id IN ("
                        + open
                        + ","
                        + replayed
                        + ")");
        replay(replayed);
        FailedEventRetention retention =
                new FailedEventRetention(
                        bench.database.dataSource(), Duration.ofDays(30), Duration.ofDays(60));
        assertThat(retention.remove()).isEqualTo(1);
        assertThat(bench.failedEvents.get(bench.site, open)).isEmpty();
        assertThat(bench.row(young).isOpen()).isTrue();
        assertThat(bench.row(replayed).isOpen()).isTrue();
        assertThat(bench.totals()).isEqualTo(new Totals(0, 0, 0, 3));
        assertThat(
                        bench.count(
                                "failed_event_audit WHERE deed = 'remove' AND key_id IS NULL AND"
                                        + " count = 1"))
                .isEqualTo(1);
        bench.database.execute("UPDATE failed_event_audit SET at = now() - interval '61 days'");
        retention.remove();
        assertThat(bench.count("failed_event_audit")).isZero();
    }

    @Test
    void retentionOfLessThanTwoWeeksIsRefused() {
        assertThatThrownBy(() ->
                        new FailedEventRetention(
                                bench.database.dataSource(),
                                Duration.ofDays(13),
                                Duration.ofDays(60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("14 days");
    }
}
