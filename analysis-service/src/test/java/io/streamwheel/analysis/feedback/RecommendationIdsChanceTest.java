package io.streamwheel.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.testkit.chance.AnyText;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecommendationIdsChanceTest {

    private static final RecommendationIds IDS = TestFeedback.IDS;
    private static final String NAMES =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static ListOrigin any(Chance chance) {
        StringBuilder scenario = new StringBuilder();
        scenario.append(NAMES.charAt(chance.below(NAMES.indexOf('_'))));
        for (int i = chance.below(64); i > 0; i--) {
            scenario.append(NAMES.charAt(chance.below(NAMES.length())));
        }
        return new ListOrigin(
                Instant.ofEpochMilli(chance.anyLong() & (1L << 48) - 1),
                chance.oneIn(2) ? "default" : scenario.toString(),
                chance.oneOf(ListOrigin.STRATEGIES),
                chance.oneIn(4) ? 0 : chance.anyLong() & (1L << 40) - 1,
                new Place(chance.oneOf(VisitorGroup.values()), chance.below(Place.BUCKETS)));
    }

    private static SiteId site(Chance chance) {
        return new SiteId(chance.between(1, 1 << 30));
    }

    @Test
    void whatAnIdIsMadeOfIsReadFromIt() {
        Tries.check(chance -> {
            SiteId site = site(chance);
            ListOrigin origin = any(chance);
            String id = IDS.make(site, origin);
            assertThat(id).matches("[0-9A-HJKMNP-TV-Z]{39,142}");
            assertThat(IDS.read(site, id)).contains(origin);
            assertThat(IDS.make(site, origin)).isNotEqualTo(id);
        });
    }

    @Test
    void idsSortByTime() {
        Tries.check(chance -> {
            ListOrigin one = any(chance);
            ListOrigin other = any(chance);
            String first = IDS.make(new SiteId(1), one);
            String second = IDS.make(new SiteId(1), other);
            if (one.at().isBefore(other.at())) {
                assertThat(first).isLessThan(second);
            }
        });
    }

    @Test
    void anIdOfAnotherSiteOrAnotherInstallationIsForeign() {
        byte[] secret = new byte[32];
        secret[31] = 1;
        RecommendationIds strangers = new RecommendationIds(secret);
        Tries.check(chance -> {
            String id = IDS.make(new SiteId(1), any(chance));
            assertThat(IDS.read(new SiteId(2), id)).isEmpty();
            assertThat(strangers.read(new SiteId(1), id)).isEmpty();
        });
    }

    @Test
    void anIdOfWhichAnythingIsChangedIsForeign() {
        Tries.check(chance -> {
            SiteId site = site(chance);
            String id = IDS.make(site, any(chance));
            int at = chance.below(id.length());
            String changed =
                    switch (chance.below(4)) {
                        case 0 ->
                                id.substring(0, at)
                                        + ALPHABET.charAt(chance.below(32))
                                        + id.substring(at + 1);
                        case 1 -> id.substring(0, at);
                        case 2 -> id + ALPHABET.charAt(chance.below(32));
                        default -> id.substring(0, at) + id.substring(at + 1);
                    };
            if (!changed.equals(id)) {
                assertThat(IDS.read(site, changed)).isEmpty();
            }
        });
    }

    @Test
    void anyTextIsReadWithoutATrace() {
        Tries.check(chance -> {
            assertThat(IDS.read(new SiteId(1), AnyText.whole(chance, 60))).isEmpty();
            StringBuilder alike = new StringBuilder();
            for (int i = chance.below(160); i > 0; i--) {
                alike.append(ALPHABET.charAt(chance.below(32)));
            }
            assertThat(IDS.read(new SiteId(1), alike.toString())).isEmpty();
        });
        assertThat(IDS.read(new SiteId(1), "01JDABCDEFGHJKMNPQRSTVWXYZ")).isEmpty();
    }

    @Test
    void whatTheIdIsMadeOfCannotBeSeenInIt() {
        ListOrigin origin =
                new ListOrigin(
                        Instant.EPOCH, "home", "personal", 7, new Place(VisitorGroup.HOLDOUT, 5));
        String one = IDS.make(new SiteId(1), origin);
        String other = IDS.make(new SiteId(1), origin);
        assertThat(one.substring(0, 10)).isEqualTo(other.substring(0, 10));
        int same = 0;
        for (int i = 10; i < one.length(); i++) {
            same += one.charAt(i) == other.charAt(i) ? 1 : 0;
        }
        assertThat(same).isLessThan(one.length() / 3);
    }
}
