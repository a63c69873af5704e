package io.streamwheel.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.streamwheel.analysis.site.SiteId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecommendationIdsTest {

    private static final SiteId SITE = new SiteId(1);
    private final AtomicInteger asked = new AtomicInteger();

    private byte[] secret() {
        if (asked.incrementAndGet() == 1) {
            throw new IllegalStateException("the database is away");
        }
        return new byte[32];
    }

    @Test
    void secretIsAskedForWhenItIsNeededUntilItIsThere() {
        RecommendationIds ids = new RecommendationIds(this::secret);
        assertThat(asked).hasValue(0);
        assertThatIllegalStateException().isThrownBy(ids::readSecret);
        ids.readSecret();
        assertThat(ids.read(SITE, "no id")).isEmpty();
        ids.readSecret();
        assertThat(asked).hasValue(2);
    }

    @Test
    void shortSecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecommendationIds(new byte[15]));
    }
}
