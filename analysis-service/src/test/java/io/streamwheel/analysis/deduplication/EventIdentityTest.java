package io.streamwheel.analysis.deduplication;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdentityTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    void sameIdOfSameSiteIsTheSameEvent() {
        assertThat(EventIdentity.of(SITE, "e1")).isEqualTo(EventIdentity.of(SITE, "e1"));
        assertThat(EventIdentity.of(SITE, "e1")).isNotEqualTo(EventIdentity.of(SITE, "e2"));
    }

    @Test
    void sitesDoNotShareIds() {
        assertThat(EventIdentity.of(SITE, "e1"))
                .isNotEqualTo(EventIdentity.of(new SiteId(2), "e1"));
    }

    @Test
    void keyBeginsWithTheMilliseconds() {
        UUID key = EventIdentity.of(SITE, "e1").keyAt(AT);
        assertThat(key.getMostSignificantBits() >>> 16).isEqualTo(AT.toEpochMilli());
    }

    @Test
    void keyEndsWithEightyBitsOfTheHash() {
        EventIdentity identity = EventIdentity.of(SITE, "e1");
        UUID key = identity.keyAt(AT);
        assertThat(key.getMostSignificantBits() & 0xffff)
                .isEqualTo(identity.hash().getMostSignificantBits() >>> 48);
        assertThat(key.getLeastSignificantBits())
                .isEqualTo(identity.hash().getLeastSignificantBits());
    }

    @Test
    void keysAreInTheOrderOfTimeAsPostgresSortsThem() {
        EventIdentity identity = EventIdentity.of(SITE, "e1");
        String early = identity.keyAt(AT).toString();
        String late = identity.keyAt(AT.plusMillis(1)).toString();
        assertThat(early).isLessThan(late);
    }

    @Test
    void timesThatDoNotFitAreClamped() {
        EventIdentity identity = EventIdentity.of(SITE, "e1");
        assertThat(identity.keyAt(Instant.parse("0001-01-01T00:00:00Z")))
                .isEqualTo(identity.keyAt(Instant.EPOCH));
        long latest = identity.keyAt(Instant.ofEpochMilli(Long.MAX_VALUE)).getMostSignificantBits();
        assertThat(latest >>> 16).isEqualTo((1L << 48) - 1);
    }
}
