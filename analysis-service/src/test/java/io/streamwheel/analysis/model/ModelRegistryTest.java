package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

    private static final SiteId SITE = new SiteId(1);
    private final TestModelStore store = new TestModelStore();
    private final ModelRegistry registry = new ModelRegistry(store);

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
    void sitesHaveTheirOwnModels() {
        store.serve(SITE, version(1));
        registry.refresh();
        assertThat(registry.of(new SiteId(2))).isEmpty();
    }
}
