package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.TransformResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCopiesTest {

    private static final SiteId SITE = new SiteId(1);

    private static List<EventCopies> group(TransformResult... results) {
        return new ArrayList<>(
                EventCopies.group(
                        Arrays.stream(results).map(each -> Arrival.of(SITE, each)).toList()));
    }

    @Test
    void copiesOfOneEventComeTogether() {
        assertThat(
                        group(
                                event("a", 1).enriched(),
                                event("b", 2).enriched(),
                                event("a", 3).enriched()))
                .hasSize(2);
    }

    @Test
    void firstCopyClaimsAndTheOtherIsADuplicate() {
        EventCopies copies = group(event("a", 1).enriched(), event("a", 2).enriched()).getFirst();
        copies.claimed(null);
        assertThat(copies.newcomer()).extracting(Arrival::copyId).isEqualTo(1L);
        assertThat(copies.duplicates()).extracting(Arrival::copyId).containsExactly(2L);
    }

    @Test
    void sameCopyTwiceIsNoDuplicate() {
        EventCopies copies = group(event("a", 1).enriched(), event("a", 1).enriched()).getFirst();
        copies.claimed(null);
        assertThat(copies.duplicates()).isEmpty();
    }

    @Test
    void copyThatTheStoreKnowsIsNoDuplicateWhereverItStands() {
        EventCopies copies = group(event("a", 2).enriched(), event("a", 1).enriched()).getFirst();
        copies.knownAs(1);
        assertThat(copies.newcomer()).isNull();
        assertThat(copies.duplicates()).extracting(Arrival::copyId).containsExactly(2L);
    }

    @Test
    void sievedCopyDoesNotClaim() {
        EventCopies copies = group(event("a", 1).sieved(), event("a", 2).enriched()).getFirst();
        assertThat(copies.claimant()).extracting(Arrival::copyId).isEqualTo(2L);
        copies.claimed(null);
        assertThat(copies.duplicates()).extracting(Arrival::copyId).containsExactly(1L);
    }

    @Test
    void sievedCopyThatIsStoredAllTheSameIsNoDuplicate() {
        EventCopies copies = group(event("a", 1).sieved()).getFirst();
        assertThat(copies.claimant()).isNull();
        copies.knownAs(1);
        assertThat(copies.duplicates()).isEmpty();
    }

    @Test
    void sievedCopyOfAnUnknownEventIsADuplicate() {
        EventCopies copies = group(event("a", 1).sieved()).getFirst();
        assertThat(copies.duplicates()).extracting(Arrival::copyId).containsExactly(1L);
    }
}
