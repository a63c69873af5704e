package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServingPropertiesTest {

    private static final VisitorHistory.Rules HISTORY =
            new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(365), 500, 10);

    private static ServingProperties with(@Nullable Duration interestHalfLife) {
        Duration second = Duration.ofSeconds(1);
        return new ServingProperties(
                second, 5000, second, 20000, second, interestHalfLife, second, second);
    }

    @Test
    void interestsFadeAsTheHistoryUnlessTheyHaveAHalfLifeOfTheirOwn() {
        assertThat(with(null).interests(HISTORY)).isEqualTo(HISTORY);
        VisitorHistory.Rules own = with(Duration.ofDays(14)).interests(HISTORY);
        assertThat(own.halfLife()).isEqualTo(Duration.ofDays(14));
        assertThat(own.halfLife(HISTORY.halfLife())).isEqualTo(HISTORY);
    }

    @Test
    void aHalfLifeOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Duration.ofDays(-1)));
    }
}
