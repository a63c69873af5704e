package io.streamwheel.analysis.live;

import static io.streamwheel.analysis.EventFixture.event;
import static io.streamwheel.analysis.live.DecidedFixture.decided;
import static io.streamwheel.analysis.live.DecidedFixture.manyStored;
import static io.streamwheel.analysis.live.DecidedFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final SiteId SITE = new SiteId(1);

    private static Watch watch(LiveFilter filter) {
        return new Watch(UUID.randomUUID(), SITE, filter, () -> {});
    }

    private static List<String> idsOf(LiveFilter filter, Decided... decided) {
        Watch watch = watch(filter);
        for (Decided each : decided) {
            watch.offer(each);
        }
        return watch.take().rows().stream().map(LiveEvent::eventId).toList();
    }

    @Test
    void ofABurstASampleIsKeptAndAllIsCounted() {
        Watch watch = watch(LiveFilter.ALL);
        manyStored(SITE, 10_000).forEach(watch::offer);
        watch.offer(decided(SITE, Fate.FILTERED, "bot", event("rare", 20_000).filtered("bot")));
        Tick tick = watch.take();
        assertThat(tick.came()).isEqualTo(10_001);
        assertThat(tick.rows())
                .hasSize(Watch.MOST_OF_A_FATE + 1)
                .anySatisfy(row -> assertThat(row.eventId()).isEqualTo("rare"));
        assertThat(watch.take().saysNothing()).isTrue();
    }

    @Test
    void theSampleIsOfTheWholeBurstAndNotOfItsBeginning() {
        Watch watch = watch(LiveFilter.ALL);
        manyStored(SITE, 10_000).forEach(watch::offer);
        // That ten of ten thousand are all of the first thousand happens once in 10^10 times.
        assertThat(watch.take().rows())
                .anyMatch(row -> Integer.parseInt(row.eventId().substring(5)) >= 1000);
    }

    @Test
    void eachPartOfAFilterIsAskedFor() {
        Decided one = stored(SITE, event("one", 1).by("u1", "a1").of("p1"));
        Decided two = stored(SITE, event("two", 2).by("u2", null).of("p2"));
        assertThat(idsOf(new LiveFilter("", "", "u1", ""), one, two)).containsExactly("one");
        assertThat(idsOf(new LiveFilter("", "", "a1", ""), one, two)).containsExactly("one");
        assertThat(idsOf(new LiveFilter("", "", "", "p2"), one, two)).containsExactly("two");
        assertThat(idsOf(new LiveFilter("", "view", "", ""), one, two)).hasSize(2);
        assertThat(idsOf(new LiveFilter("", "cart", "", ""), one, two)).isEmpty();
        assertThat(idsOf(new LiveFilter("duplicate", "", "", ""), one, two)).isEmpty();
    }

    @Test
    void whatBearsOnlyItsIdIsFoundByItsFateAlone() {
        Decided sieved = decided(SITE, Fate.DUPLICATE, "sieve", event("s", 1).sieved());
        assertThat(idsOf(new LiveFilter("duplicate", "", "", ""), sieved)).containsExactly("s");
        assertThat(idsOf(new LiveFilter("", "view", "", ""), sieved)).isEmpty();
        assertThat(idsOf(new LiveFilter("", "", "u1", ""), sieved)).isEmpty();
    }

    @Test
    void anotherSitesEventsAreNotSeen() {
        assertThat(idsOf(LiveFilter.ALL, stored(new SiteId(2), event("theirs", 1)))).isEmpty();
    }

    @Test
    void aDuplicateBringsItsBytesAndAStoredOneDoesNot() {
        Watch watch = watch(LiveFilter.ALL);
        watch.offer(stored(SITE, event("a", 1)));
        watch.offer(decided(SITE, Fate.DUPLICATE, "store", event("a", 2).enriched()));
        assertThat(watch.take().rows())
                .extracting(LiveEvent::fate, LiveEvent::raw)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("stored", null),
                        org.assertj.core.api.Assertions.tuple(
                                "duplicate", "{\"id\":\"a\",\"type\":\"view\"}"));
    }

    @Test
    void whatAnotherInstanceSawCountsInFull() {
        Watch there = watch(LiveFilter.ALL);
        manyStored(SITE, 500).forEach(there::offer);
        Watch here = watch(LiveFilter.ALL);
        here.offer(stored(SITE, event("here", 1_000)));
        here.add(there.take());
        Tick tick = here.take();
        assertThat(tick.came()).isEqualTo(501);
        assertThat(tick.rows()).hasSize(Watch.MOST_OF_A_FATE);
    }
}
