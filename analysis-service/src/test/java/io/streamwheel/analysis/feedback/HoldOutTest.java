package io.streamwheel.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldOutTest {

    private static final SiteId SITE = new SiteId(1);
    private static final int PEOPLE = 20_000;

    private static Set<String> heldOut(SiteId site, double share) {
        HoldOut holdOut = new HoldOut(share);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
            if (holdOut.placeOf(site, new Person("u" + i, true)).isHeldOut()) {
                ids.add("u" + i);
            }
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 1})
    void theShareIsHeldOut(double share) {
        assertThat(heldOut(SITE, share).size() / (double) PEOPLE).isCloseTo(share, within(0.01));
    }

    @Test
    void aLargerShareKeepsEveryoneWhomASmallerOneHeldOut() {
        Set<String> small = heldOut(SITE, 0.1);
        assertThat(heldOut(SITE, 0.3)).hasSizeGreaterThan(small.size()).containsAll(small);
    }

    @Test
    void sitesHoldOutDifferentPeople() {
        Set<String> here = heldOut(SITE, 0.5);
        Set<String> there = heldOut(new SiteId(2), 0.5);
        Set<String> both = new HashSet<>(here);
        both.retainAll(there);
        assertThat(both.size() / (double) PEOPLE).isCloseTo(0.25, within(0.02));
    }

    /** These are promises to what is stored already: another hash would mix the groups. */
    @Test
    void placesStayWhatTheyAre() {
        HoldOut half = new HoldOut(0.5);
        assertThat(half.placeOf(SITE, new Person("u1", true)))
                .hasToString("Place[group=HOLDOUT, bucket=28]");
        assertThat(half.placeOf(SITE, new Person("u1", false)))
                .isNotEqualTo(half.placeOf(SITE, new Person("u1", true)));
    }

    @Test
    void thereIsNoShareBeyondOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldOut(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldOut(Double.NaN));
    }
}
