package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitorHistoriesTest {

    private static final SiteId SITE = new SiteId(1);

    private final AtomicInteger reads = new AtomicInteger();
    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private boolean quiet;

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
    void whileOthersAreQuietItStaysUntilThisProcessStoresSomething() {
        VisitorHistories histories = histories(Duration.ZERO);
        quiet = true;
        histories.of(SITE, "anna");
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(1);
        histories.stored(SITE, Set.of(new Visitor("anna", true)), 1, 1);
        histories.of(SITE, "anna");
        histories.of(SITE, "anna");
        assertThat(reads).hasValue(2);
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
                new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10),
                patience,
                (site, since) -> quiet && since <= System.nanoTime(),
                1000,
                freshness,
                100);
    }

    private HistoryReader.Past read(SiteId site, String id, int limit) {
        reads.incrementAndGet();
        return new HistoryReader.Past(new Person(id, true), List.of(id), List.of());
    }
}
