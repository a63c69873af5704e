package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens: what it says was stored since a commit is all that was, or it says nothing. */
class RecentDeedsChanceTest {

    private static final SiteId SITE = new SiteId(1);
    private static final int VISITORS = 30;
    private static final int CAPACITY = 300;

    private record Stored(long commit, String id, Deed deed) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itMissesNothing(long seed) {
        Random random = new Random(seed);
        AtomicLong ticker = new AtomicLong(random.nextLong());
        RecentDeeds recent = new RecentDeeds(CAPACITY, ticker::get);
        List<Stored> all = new ArrayList<>();
        Map<String, Long> linkedAt = new HashMap<>();
        int known = 0;
        for (int i = 0; i < 20_000; i++) {
            String id = "u" + random.nextInt(VISITORS);
            switch (random.nextInt(100)) {
                case 0 -> {
                    recent.add(change(Map.of(), Set.of(new Visitor(id, true))));
                    linkedAt.put(id, recent.now());
                }
                case 1, 2, 3 -> recent.want(SITE, List.of(id));
                case 4 -> ticker.addAndGet(random.nextLong(Duration.ofMinutes(1).toNanos()));
                default -> {
                    List<Deed> deeds = new ArrayList<>();
                    for (int n = random.nextInt(4); n > 0; n--) {
                        deeds.add(new Deed("p" + i + "-" + n, "view", null, Instant.EPOCH));
                    }
                    recent.add(change(Map.of(new Visitor(id, true), deeds), Set.of()));
                    deeds.forEach(deed -> all.add(new Stored(recent.now(), id, deed)));
                }
            }
            String asked = "u" + random.nextInt(VISITORS);
            long upTo = recent.now() - random.nextInt(2);
            long after = Math.max(0, upTo - random.nextInt(200));
            Optional<List<Deed>> said =
                    recent.between(after, upTo, SITE, new Person(asked, true), List.of(asked));
            if (said.isPresent()) {
                known++;
                assertThat(said.get())
                        .containsExactlyElementsOf(
                                all.stream()
                                        .filter(each -> each.id.equals(asked))
                                        .filter(each -> each.commit > after && each.commit <= upTo)
                                        .map(Stored::deed)
                                        .toList());
                long linked = linkedAt.getOrDefault(asked, 0L);
                assertThat(linked > after && linked <= upTo).isFalse();
            }
        }
        assertThat(known).isBetween(2_000, 19_000);
    }

    private static SiteChange change(Map<Visitor, List<Deed>> deeds, Set<Visitor> linked) {
        return new SiteChange(SITE, deeds, linked, 1, 1);
    }
}
