package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.pipeline.StoredTotal;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherWritersTest {

    private static final SiteId SHOP = new SiteId(1);
    private static final SiteId FORUM = new SiteId(2);

    private final Map<SiteId, Long> store = new HashMap<>();
    private long now = 1_000;
    private final OtherWriters others =
            new OtherWriters(() -> Map.copyOf(store), Duration.ofNanos(100), () -> now++);

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        assertThat(others.quietSince(SHOP, now)).isFalse();
    }

    @Test
    void siteIsQuietSinceTheLookThatSawWhatTheNextOnesSaw() {
        storeElsewhere(SHOP, 10);
        long before = now;
        others.look();
        long between = now;
        others.look();
        assertThat(others.quietSince(SHOP, between)).isTrue();
        assertThat(others.quietSince(SHOP, before)).isFalse();
    }

    @Test
    void whatThisProcessStoresIsNobodyElses() {
        storeElsewhere(SHOP, 10);
        others.look();
        long between = now;
        storeHere(SHOP, 3);
        others.look();
        assertThat(others.quietSince(SHOP, between)).isTrue();
    }

    @Test
    void whatAnotherOneStoresEndsTheQuietOfThatSite() {
        storeElsewhere(SHOP, 10);
        storeElsewhere(FORUM, 10);
        others.look();
        long between = now;
        storeHere(SHOP, 3);
        storeElsewhere(SHOP, 1);
        others.look();
        assertThat(others.quietSince(SHOP, between)).isFalse();
        assertThat(others.quietSince(SHOP, now)).isTrue();
        assertThat(others.quietSince(FORUM, between)).isTrue();
    }

    @Test
    void lookOfLongAgoSaysNothing() {
        storeElsewhere(SHOP, 10);
        others.look();
        long then = now;
        now += 50;
        assertThat(others.quietSince(SHOP, then)).isTrue();
        now += 50;
        assertThat(others.quietSince(SHOP, then)).isFalse();
    }

    @Test
    void whatIsCommittedAndNotToldYetIsNobodyElses() {
        storeElsewhere(SHOP, 10);
        others.look();
        long between = now;
        others.storing(new StoredTotal(SHOP, 3, 13));
        others.look();
        storeElsewhere(SHOP, 3);
        others.look();
        others.stored(new SiteChange(SHOP, Map.of(), Set.of(), 3, 3));
        others.look();
        assertThat(others.quietSince(SHOP, between)).isTrue();
    }

    @Test
    void whatIsNotCommittedIsNotCounted() {
        storeElsewhere(SHOP, 10);
        others.look();
        long between = now;
        StoredTotal lost = new StoredTotal(SHOP, 3, 13);
        others.storing(lost);
        others.notStored(lost);
        others.look();
        assertThat(others.quietSince(SHOP, between)).isTrue();
        storeElsewhere(SHOP, 3);
        others.look();
        assertThat(others.quietSince(SHOP, between)).isFalse();
    }

    @Test
    void anEndThatIsToldAfterOthersHavePassedTheTotalEndsTheQuiet() {
        storeElsewhere(SHOP, 10);
        others.look();
        long between = now;
        StoredTotal lost = new StoredTotal(SHOP, 3, 13);
        others.storing(lost);
        storeElsewhere(SHOP, 3);
        others.look();
        others.notStored(lost);
        others.look();
        assertThat(others.quietSince(SHOP, between)).isFalse();
    }

    private void storeElsewhere(SiteId site, long events) {
        store.merge(site, events, Long::sum);
    }

    private void storeHere(SiteId site, int events) {
        long total = store.getOrDefault(site, 0L) + events;
        others.storing(new StoredTotal(site, events, total));
        storeElsewhere(site, events);
        others.stored(new SiteChange(site, Map.of(), Set.of(), events, events));
    }
}
