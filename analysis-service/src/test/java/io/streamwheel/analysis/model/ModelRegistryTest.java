package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

    private static final SiteId SITE = new SiteId(1);
    private final TestModelStore store = new TestModelStore();
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final ModelRegistry registry = new ModelRegistry(store, new SettableClock());

    private static ServedModel version(long version) {
        return new ServedModel(version, "popularity", Instant.EPOCH, null, PopularityModel.EMPTY);
    }

    @Test
    void followsWhatIsCurrent() {
        assertThat(registry.of(SITE)).isEmpty();
        store.serve(SITE, version(1));
        store.serve(SITE, version(2));
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(2L);
        store.activate(SITE, 1);
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(1L);
    }

    @Test
    void keepsTheFormerModelWhenTheNextIsNotWhole() {
        store.serve(SITE, version(1));
        registry.refresh();
        store.serve(SITE, version(2));
        store.breakVersion(2);
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(1L);
    }

    @Test
    void servesTheNewestWholeOneBeforeIt() {
        for (long version = 1; version <= 3; version++) {
            store.serve(SITE, version(version));
        }
        store.breakVersion(3);
        store.breakVersion(2);
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(1L);
        assertThat(registry.refusedModels()).isEqualTo(1);
    }

    @Test
    void looksAMinuteLaterWhetherTheRowsWereMended() {
        store.serve(SITE, version(1));
        registry.refresh();
        store.serve(SITE, version(2));
        store.breakVersion(2);
        registry.refresh();
        int loads = store.loads();
        store.mendVersion(2);
        registry.refresh();
        assertThat(store.loads()).isEqualTo(loads);
        now = now.plusSeconds(60);
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(2L);
        assertThat(registry.refusedModels()).isZero();
    }

    @Test
    void isContentWhenTheServedOneIsMadeCurrentAgain() {
        store.serve(SITE, version(1));
        registry.refresh();
        store.serve(SITE, version(2));
        store.breakVersion(2);
        registry.refresh();
        store.activate(SITE, 1);
        registry.refresh();
        assertThat(registry.refusedModels()).isZero();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(1L);
    }

    @Test
    void sitesHaveTheirOwnModels() {
        store.serve(SITE, version(1));
        registry.refresh();
        assertThat(registry.of(new SiteId(2))).isEmpty();
    }

    @Test
    void whatWasPublishedDuringALookIsServedAtOnceAndStays() {
        store.serve(SITE, version(1));
        store.duringLoad(() -> publishElsewhere(version(2)));
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(2L);

        store.serve(SITE, version(3));
        store.duringLoad(() -> publishElsewhere(version(4)));
        registry.refresh();
        assertThat(registry.of(SITE)).map(ServedModel::version).hasValue(4L);
    }

    private void publishElsewhere(ServedModel model) {
        assertThat(CompletableFuture.runAsync(() -> registry.serve(SITE, model)))
                .succeedsWithin(Duration.ofSeconds(10));
    }

    private final class SettableClock extends Clock {

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
