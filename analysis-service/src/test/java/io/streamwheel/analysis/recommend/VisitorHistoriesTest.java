package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitorHistoriesTest {

    private static final SiteId SITE = new SiteId(1);

    private final AtomicInteger reads = new AtomicInteger();
    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private boolean quiet;

    private static final Visitor ANNA = new Visitor("anna", true);
    private static final Visitor PHONE = new Visitor("phone", false);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final VisitorHistory.Rules RULES =
            new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10);

    private final List<Deed> stored = new ArrayList<>();
    private Runnable whileReading = () -> {};

    @AfterEach
    void stop() {
        patience.close();
    }

    @Test
    void historyIsReadAgainOnceItIsNotFresh() {
        VisitorHistories histories = histories(Duration.ZERO);
        histories.of(SITE, "anna");
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(2);
    }

    @Test
    void freshHistoryIsNot() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        histories.of(SITE, "anna");
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatThisProcessStoresIsAddedWithoutARead() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        assertThat(histories.of(SITE, "anna").hasSeen("tent")).isFalse();
        store(histories, ANNA, "tent", NOW);
        store(histories, PHONE, "lamp", NOW.plusSeconds(1));
        VisitorHistory after = histories.of(SITE, "anna");
        assertThat(after.hasSeen("tent")).isTrue();
        assertThat(after.newest()).isEqualTo(NOW.plusSeconds(1));
        assertThat(after.likings())
                .extracting(VisitorHistory.Liking::itemId)
                .containsExactly("lamp", "tent");
        assertThat(histories.of(SITE, "anna")).isSameAs(after);
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatTheReadHasSeenAlreadyCountsOnce() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        whileReading =
                () -> {
                    store(histories, ANNA, "tent", NOW);
                    stored.add(view("tent", NOW));
                };
        histories.of(SITE, "anna");
        VisitorHistory then = histories.of(SITE, "anna");
        assertThat(then.likings()).isEqualTo(RULES.weigh(List.of(view("tent", NOW))).likings());
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatTheReadHasMissedIsAdded() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        histories.of(SITE, "anna");
        whileReading = () -> store(histories, ANNA, "tent", NOW);
        link(histories);
        assertThat(histories.of(SITE, "anna").hasSeen("tent")).isFalse();
        assertThat(histories.of(SITE, "anna").hasSeen("tent")).isTrue();
    }

    @Test
    void whoMayBeSomebodyElseIsReadAgain() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        histories.of(SITE, "anna");
        link(histories);
        histories.of(SITE, "anna");
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(2);
        store(histories, new Visitor("phone", true), "tent", NOW); // a user of that name
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(3);
    }

    @Test
    void othersDeedsAreNot() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        VisitorHistory before = histories.of(SITE, "anna");
        store(histories, new Visitor("ben", true), "tent", NOW);
        assertThat(histories.of(SITE, "anna")).isSameAs(before);
        assertThat(histories.of(new SiteId(2), "anna").hasSeen("tent")).isFalse();
    }

    @Test
    void aBusyVisitorsHistoryIsReadAgain() {
        VisitorHistories histories = histories(Duration.ofHours(1));
        histories.of(SITE, "anna");
        for (int i = 0; i < 100; i++) {
            store(histories, ANNA, "p" + i, NOW.plusSeconds(i));
            stored.addFirst(view("p" + i, NOW.plusSeconds(i)));
        }
        assertThat(histories.of(SITE, "anna").hasSeen("p0")).isTrue();
        assertThat(reads).hasValue(2);
    }

    private static void store(
            VisitorHistories histories, Visitor visitor, String item, Instant at) {
        histories.stored(
                new SiteChange(SITE, Map.of(visitor, List.of(view(item, at))), Set.of(), 1, 1));
    }

    private static void link(VisitorHistories histories) {
        histories.stored(new SiteChange(SITE, Map.of(), Set.of(ANNA, PHONE), 1, 0));
    }

    private static Deed view(String item, Instant at) {
        return new Deed(item, "view", null, at);
    }

    @Test
    void whileOthersAreQuietItStays() {
        VisitorHistories histories = histories(Duration.ZERO);
        quiet = true;
        histories.of(SITE, "anna");
        store(histories, ANNA, "tent", NOW);
        assertThat(histories.of(SITE, "anna").hasSeen("tent")).isTrue();
        assertThat(reads).hasValue(1);
    }

    @Test
    void itIsReadAgainWhenTheQuietEnds() {
        VisitorHistories histories = histories(Duration.ZERO);
        quiet = true;
        histories.of(SITE, "anna");
        quiet = false;
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(2);
    }

    private VisitorHistories histories(Duration freshness) {
        return new VisitorHistories(
                this::read,
                RULES,
                patience,
                (site, since) -> quiet && since <= System.nanoTime(),
                1000,
                freshness,
                100);
    }

    private HistoryReader.Past read(SiteId site, String id, int limit) {
        reads.incrementAndGet();
        whileReading.run();
        List<Deed> deeds = List.copyOf(stored);
        whileReading = () -> {};
        return new HistoryReader.Past(new Person(id, true), List.of(id, "phone"), deeds);
    }
}
