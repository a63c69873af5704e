package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastStoresTest {

    private static final SiteId SITE = new SiteId(1);

    private final LastStores stores = new LastStores();

    private void stored(String... ids) {
        stores.stored(SITE, List.of(ids).stream().map(id -> new Visitor(id, true)).toList());
    }

    @Test
    void whatIsStoredAfterAReadBeganIsSinceThen() {
        long before = stores.now();
        assertThat(stores.since(before, SITE, Set.of("ann"))).isFalse();
        stored("ann");
        assertThat(stores.since(before, SITE, Set.of("ann"))).isTrue();
        assertThat(stores.since(stores.now(), SITE, Set.of("ann"))).isFalse();
    }

    @Test
    void anyIdOfAPersonIsThePersons() {
        long before = stores.now();
        stored("phone");
        assertThat(stores.since(before, SITE, List.of("ann", "tablet", "phone"))).isTrue();
        assertThat(stores.since(before, SITE, List.of("ann", "tablet"))).isFalse();
    }

    @Test
    void othersAndOtherSitesAreLeftAlone() {
        long before = stores.now();
        stored("ben");
        assertThat(stores.since(before, SITE, Set.of("ann"))).isFalse();
        assertThat(stores.since(before, new SiteId(2), Set.of("ben"))).isFalse();
    }
}
