package io.streamwheel.analysis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionIndexesTest {

    private static final SiteId SHOP = new SiteId(1);
    private static final SiteId FORUM = new SiteId(2);

    private final Store store = new Store();
    private final Hand clock = new Hand();
    private final SessionIndexes indexes = new SessionIndexes(store, TestSessions.SETTINGS, clock);

    @Test
    void aStoredSessionCountsAtTheNextLookOfASmallSite() {
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        assertThat(size(SHOP)).isEqualTo(1);
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        indexes.refresh();
        assertThat(size(SHOP)).isEqualTo(2);
        assertThat(indexes.sessions()).isEqualTo(2);
    }

    @Test
    void aSiteThatStoredNothingIsNotRead() {
        store.holds(SHOP, List.of("tent", "lamp"));
        store.holds(FORUM, List.of("thread", "answer"));
        indexes.refresh();
        store.holds(FORUM, List.of("thread", "answer"), List.of("thread", "other"));
        indexes.refresh();
        indexes.refresh();
        assertThat(store.reads).containsExactlyInAnyOrder(SHOP, FORUM, FORUM);
        assertThat(indexes.of(SHOP).orElseThrow().index().items().number("thread")).isNegative();
    }

    @Test
    void aLargeSiteIsReadOnceARefreshAndTakesNoMoreThanATenthOfTheTime() {
        store.took = Duration.ofSeconds(3);
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        assertThat(size(SHOP)).isEqualTo(1);
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        clock.forward(Duration.ofSeconds(59));
        indexes.refresh();
        assertThat(store.reads).hasSize(1);
        assertThat(indexes.age()).isEqualTo(Duration.ofSeconds(62));
        clock.forward(Duration.ofSeconds(1));
        store.took = Duration.ofSeconds(20);
        indexes.refresh();
        assertThat(store.reads).hasSize(2);
        assertThat(size(SHOP)).isEqualTo(2);
        store.holds(SHOP, List.of("tent", "lamp"));
        clock.forward(Duration.ofSeconds(199));
        indexes.refresh();
        assertThat(store.reads).hasSize(2);
        clock.forward(Duration.ofSeconds(1));
        indexes.refresh();
        assertThat(store.reads).hasSize(3);
    }

    @Test
    void whileNobodyAsksALargeSiteTakesAHundredthOfTheTime() {
        store.took = Duration.ofSeconds(20);
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        clock.forward(Duration.ofSeconds(1999));
        indexes.refresh();
        assertThat(store.reads).hasSize(1);
        clock.forward(Duration.ofSeconds(1));
        indexes.refresh();
        assertThat(store.reads).hasSize(2);
    }

    @Test
    void whoAsksAfterALongTimeGetsANewOneAtTheNextLook() {
        store.took = Duration.ofSeconds(20);
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        clock.forward(Duration.ofSeconds(500));
        assertThat(size(SHOP)).isEqualTo(1);
        indexes.refresh();
        assertThat(size(SHOP)).isEqualTo(2);
    }

    @Test
    void aLongLookLeavesTheRestToTheNextOne() {
        store.took = Duration.ofSeconds(4);
        for (int site = 1; site <= 5; site++) {
            store.holds(new SiteId(site), List.of("tent", "lamp"));
        }
        indexes.refresh();
        assertThat(store.reads).hasSize(2);
        indexes.refresh();
        indexes.refresh();
        assertThat(store.reads).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whileTheStoreIsAwayTheLastOneStays() {
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        store.away = true;
        clock.forward(Duration.ofMinutes(5));
        assertThatThrownBy(indexes::refresh).isInstanceOf(IllegalStateException.class);
        indexes.readNow(SHOP);
        assertThat(size(SHOP)).isEqualTo(1);
        assertThat(indexes.age()).isEqualTo(Duration.ofMinutes(5));
        store.away = false;
        indexes.refresh();
        assertThat(size(SHOP)).isEqualTo(2);
        assertThat(indexes.age()).isZero();
    }

    @Test
    void aBuildReadsAtOnce() {
        store.took = Duration.ofSeconds(3);
        store.holds(SHOP, List.of("tent", "lamp"));
        indexes.refresh();
        store.holds(SHOP, List.of("tent", "lamp"), List.of("tent", "stove"));
        indexes.readNow(SHOP);
        assertThat(size(SHOP)).isEqualTo(2);
        assertThat(indexes.of(FORUM)).isEmpty();
    }

    private int size(SiteId site) {
        return indexes.of(site).orElseThrow().index().size();
    }

    private final class Store implements SessionReader {

        private final Map<SiteId, Long> stored = new HashMap<>();
        private final Map<SiteId, Sessions> sessions = new HashMap<>();
        private final List<SiteId> reads = new ArrayList<>();
        private Duration took = Duration.ZERO;
        private boolean away;

        @SafeVarargs
        final void holds(SiteId site, List<String>... sessions) {
            stored.merge(site, 2L, Long::sum);
            this.sessions.put(site, TestSessions.sessions(List.of(sessions)));
        }

        @Override
        public Map<SiteId, Long> storedEvents() {
            if (away) {
                throw new IllegalStateException("away");
            }
            return Map.copyOf(stored);
        }

        @Override
        public Sessions read(SiteId site) {
            reads.add(site);
            clock.forward(took);
            return sessions.get(site);
        }
    }

    /** A clock that somebody moves. */
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
