package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.compare.Growth.Curve;
import io.streamwheel.benchmarks.serving.SiteCosts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTest {

    private static final SiteCosts SMALL = new SiteCosts(1_000, 10, 5, 2, 1.5, 40);
    private static final SiteCosts LARGE = new SiteCosts(4_000, 40, 20, 10, 1.5, 50);
    private static final Growth GROWTH = new Growth(List.of(SMALL, LARGE));

    @Test
    void everythingIsDividedByTheSmallestSite() {
        assertThat(GROWTH.factor(LARGE)).isEqualTo(4);
        assertThat(GROWTH.ratio(Curve.BUILD, LARGE)).isEqualTo(5);
        assertThat(GROWTH.ratio(Curve.LIST, LARGE)).isEqualTo(1);
        assertThat(GROWTH.ratio(Curve.STORE, SMALL)).isEqualTo(1);
    }

    @Test
    void theTableHasCostsAndHowTheyGrow() {
        assertThat(GROWTH.table())
                .contains("| 4,000, 40, 20 | 50.0 (1.25x) | 10.0 (5.00x) | 1.50 (1.00x) |");
    }

    @Test
    void thePlotHasACurveForEachCostAndNamesItsAxes() {
        String plot = GrowthPlot.of(GROWTH);
        for (Curve curve : Curve.values()) {
            assertThat(plot)
                    .contains("<line class=\"curve" + curve.ordinal(), ">" + curve.title() + ": ");
        }
        assertThat(plot)
                .contains("interactions, users and items", ">4x<", "as dear as it is large");
    }

    @Test
    void withoutASizeThereIsNoGrowth() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(List.of()));
    }
}
