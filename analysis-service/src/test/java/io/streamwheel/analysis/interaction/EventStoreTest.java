package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.TestSites;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitOpenException;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.HaltException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStoreTest {

    private static final Clock CLOCK = Clock.fixed(EventFixture.NOON, ZoneOffset.UTC);

    private final List<FailedEvent> failed = new ArrayList<>();
    private final CountedMetrics metrics = new CountedMetrics();
    private DeadLetters deadLetters = failed::addAll;

    /** Takes every event but those that it is told to refuse. */
    private static final class PickyWriter implements EventStore.BatchWriter {

        private final Set<String> refused;
        private final String state;
        private final List<String> stored = new ArrayList<>();
        private int transactions;

        PickyWriter(String state, Set<String> refused) {
            this.state = state;
            this.refused = refused;
        }

        @Override
        public WriteResult write(List<Arrival> batch) throws SQLException {
            transactions++;
            List<String> ids = batch.stream().map(each -> each.result().id()).toList();
            if (ids.stream().anyMatch(refused::contains)) {
                throw new SQLException("refused", state);
            }
            stored.addAll(ids);
            return new WriteResult(ids.size(), 0, 0, 0);
        }

        @Override
        public void forgetDays() {}
    }

    private static final class CountedMetrics implements StoreMetrics {

        private int handled;
        private int failed;
        private WriteResult written = WriteResult.NONE;

        @Override
        public void handled(int events) {
            handled += events;
        }

        @Override
        public void written(WriteResult result) {
            written = written.plus(result);
        }

        @Override
        public void failed(int events) {
            failed += events;
        }

        private int sum() {
            return written.stored()
                    + written.duplicates()
                    + written.filtered()
                    + written.redelivered()
                    + failed;
        }
    }

    private EventStore store(EventStore.BatchWriter writer) {
        return new EventStore(
                TestSites.of(Map.of("demo", new SiteId(1), "other", new SiteId(2))),
                writer,
                events -> deadLetters.send(events),
                new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), CLOCK),
                metrics,
                CLOCK);
    }

    private static List<TransformResult> events(int count) {
        return IntStream.range(0, count)
                .<TransformResult>mapToObj(i -> event("e" + i, i).enriched())
                .toList();
    }

    @Test
    void batchIsOneTransaction() throws Exception {
        PickyWriter writer = new PickyWriter("22021", Set.of());
        store(writer).store(events(100));
        assertThat(writer.transactions).isEqualTo(1);
        assertThat(writer.stored).hasSize(100);
    }

    @Test
    void poisonEventFailsAloneAndItsNeighboursAreStored() throws Exception {
        PickyWriter writer = new PickyWriter("22021", Set.of("e17"));
        store(writer).store(events(100));
        assertThat(writer.stored).hasSize(99).doesNotContain("e17");
        assertThat(failed)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.id()).isEqualTo("e17");
                    assertThat(event.stage()).isEqualTo(FailedEvent.Stage.ANALYSIS);
                    assertThat(event.reason()).isEqualTo("data");
                    assertThat(event.payload()).isEqualTo(event("e17", 17).enriched().payload());
                });
        assertThat(writer.transactions).isLessThan(20);
    }

    @Test
    void everyEventIsCountedAsWhatBecameOfIt() throws Exception {
        List<TransformResult> batch = new ArrayList<>(events(40));
        batch.add(event("x", 99).ofSite("elsewhere").enriched());
        store(new PickyWriter("22021", Set.of("e3", "e4"))).store(batch);
        assertThat(metrics.handled).isEqualTo(41).isEqualTo(metrics.sum());
        assertThat(metrics.failed).isEqualTo(3);
    }

    @Test
    void eventOfAnUnknownSiteFails() throws Exception {
        store(new PickyWriter("22021", Set.of()))
                .store(List.of(event("x", 1).ofSite("elsewhere").enriched()));
        assertThat(failed)
                .singleElement()
                .extracting(FailedEvent::reason)
                .isEqualTo("unknown-site");
    }

    @Test
    void batchComesAgainWhenADependencyIsAway() {
        EventStore store = store(new PickyWriter("08006", Set.of("e1")));
        assertThatThrownBy(() -> store.store(events(3))).isInstanceOf(SQLException.class);
        assertThat(failed).isEmpty();
        assertThat(metrics.handled).isZero();
    }

    @Test
    void noEventIsBlamedForOurFault() {
        EventStore store = store(new PickyWriter("42P01", Set.of("e1")));
        assertThatThrownBy(() -> store.store(events(3))).isInstanceOf(HaltException.class);
        assertThat(failed).isEmpty();
    }

    @Test
    void tooMuchPoisonOpensTheCircuitBeforeItIsDeadLetters() throws Exception {
        PickyWriter writer = new PickyWriter("22021", ids(21));
        EventStore store = store(writer);

        assertThatThrownBy(() -> store.store(events(300)))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageContaining("21 of 300 events");
        assertThat(failed).isEmpty();
        assertThat(writer.stored).hasSize(279);
        int transactions = writer.transactions;
        assertThatThrownBy(() -> store.store(events(300))).isInstanceOf(CircuitOpenException.class);
        assertThat(writer.transactions).isEqualTo(transactions);
    }

    @Test
    void eventsOfSitesThatNobodyKnowsOpenItToo() {
        List<TransformResult> strange =
                IntStream.range(0, 20)
                        .<TransformResult>mapToObj(
                                i -> event("x" + i, i).ofSite("elsewhere").enriched())
                        .toList();
        EventStore store = store(new PickyWriter("22021", Set.of()));

        assertThatThrownBy(() -> store.store(strange)).isInstanceOf(CircuitOpenException.class);
        assertThat(failed).isEmpty();
    }

    @Test
    void oneSitesPoisonDoesNotStopTheOthers() throws Exception {
        List<TransformResult> batch = new ArrayList<>(events(500));
        batch.add(event("y", 999).ofSite("other").enriched());
        store(new PickyWriter("22021", ids(100))).store(batch);

        assertThat(failed).hasSize(100);
    }

    @Test
    void anEventThatStumblesTheProgramFailsAlone() throws Exception {
        store(new StumblingWriter("e2")).store(events(5));

        assertThat(failed)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.id()).isEqualTo("e2");
                    assertThat(event.reason()).isEqualTo("unstorable");
                });
        assertThat(metrics.handled).isEqualTo(5).isEqualTo(metrics.sum());
    }

    @Test
    void aSingleEventIsBlamedOnlyWhenWhatWasBelievedIsForgotten() throws Exception {
        ForgetfulWriter writer = new ForgetfulWriter();
        store(writer).store(events(1));

        assertThat(writer.stored).isEqualTo(1);
        assertThat(failed).isEmpty();
    }

    private static Set<String> ids(int count) {
        return events(count).stream()
                .map(TransformResult::id)
                .collect(java.util.stream.Collectors.toSet());
    }

    /** Has a fault that one event brings to light. */
    private record StumblingWriter(String over) implements EventStore.BatchWriter {

        @Override
        public WriteResult write(List<Arrival> batch) {
            if (batch.stream().anyMatch(each -> each.result().id().equals(over))) {
                throw new IllegalStateException("a fault of ours");
            }
            return new WriteResult(batch.size(), 0, 0, 0);
        }

        @Override
        public void forgetDays() {}
    }

    /** Believes in a partition that somebody has dropped. */
    private static final class ForgetfulWriter implements EventStore.BatchWriter {

        private boolean believes = true;
        private int stored;

        @Override
        public WriteResult write(List<Arrival> batch) throws SQLException {
            if (believes) {
                throw new SQLException("no partition of relation found for row", "23514");
            }
            stored += batch.size();
            return new WriteResult(batch.size(), 0, 0, 0);
        }

        @Override
        public void forgetDays() {
            believes = false;
        }
    }

    @Test
    void batchComesAgainWhenDeadLettersAreNotTaken() {
        deadLetters =
                _ -> {
                    throw new IOException("no broker");
                };
        EventStore store = store(new PickyWriter("22021", Set.of("e1")));
        assertThatThrownBy(() -> store.store(events(3))).isInstanceOf(IOException.class);
        assertThat(metrics.handled).isZero();
    }
}
