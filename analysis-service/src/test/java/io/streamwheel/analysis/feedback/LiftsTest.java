package io.streamwheel.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.feedback.Lift.Metric;
import io.streamwheel.analysis.feedback.Lift.Verdict;
import io.streamwheel.analysis.feedback.MetricsReader.SampleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LiftsTest {

    /**
     * Visitors who differ: most click seldom, some often, and each sees another number of items.
     *
     * @param lift of the personal group
     */
    private static List<SampleRow> visitors(
            SplittableRandom random, int personal, int heldOut, double lift) {
        List<SampleRow> rows = new ArrayList<>();
        for (int i = 0; i < personal + heldOut; i++) {
            boolean isPersonal = i < personal;
            double rate = (random.nextInt(10) == 0 ? 0.3 : 0.02) * (isPersonal ? 1 + lift : 1);
            int impressions = 5 * (1 + random.nextInt(10));
            int clicks = 0;
            for (int shown = 0; shown < impressions; shown++) {
                clicks += random.nextDouble() < rate ? 1 : 0;
            }
            int bought = random.nextInt(3) == 0 ? 1 : 0;
            int bucket = random.nextInt(Place.BUCKETS);
            rows.add(
                    new SampleRow(
                            "home",
                            isPersonal ? "personal" : "holdout",
                            bucket,
                            "",
                            1,
                            impressions,
                            clicks,
                            0,
                            0));
            rows.add(
                    new SampleRow(
                            "home",
                            isPersonal ? "personal" : "holdout",
                            bucket,
                            "EUR",
                            0,
                            0,
                            0,
                            bought,
                            bought * (10 + random.nextInt(90)) * (isPersonal ? 1 + lift : 1)));
        }
        return rows;
    }

    private static Lift lift(List<SampleRow> rows, Metric metric) {
        return Lifts.of(rows).stream().filter(each -> each.metric() == metric).findFirst().get();
    }

    /** 95 % is what the interval promises; one for independent impressions covers far less. */
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(20261122);
        int worlds = 400;
        int held = 0;
        int naive = 0;
        int heldRevenue = 0;
        for (int i = 0; i < worlds; i++) {
            List<SampleRow> rows = visitors(random, 1_800, 200, 0.2);
            Lift clicks = lift(rows, Metric.CLICKS_PER_IMPRESSION);
            held += clicks.low() <= 0.2 && clicks.high() >= 0.2 ? 1 : 0;
            naive += naiveIntervalHolds(clicks, 0.2) ? 1 : 0;
            Lift revenue = lift(rows, Metric.REVENUE_PER_VISITOR_DAY);
            heldRevenue += revenue.low() <= 0.2 && revenue.high() >= 0.2 ? 1 : 0;
        }
        assertThat(held / (double) worlds).isBetween(0.92, 0.98);
        assertThat(heldRevenue / (double) worlds).isBetween(0.92, 0.99);
        assertThat(naive / (double) worlds).isLessThan(0.85);
    }

    /** As if each impression were drawn by itself. */
    private static boolean naiveIntervalHolds(Lift lift, double truth) {
        double spread =
                1.96
                        * Math.sqrt(
                                1 / lift.personal().sum()
                                        - 1 / lift.personal().of()
                                        + 1 / lift.holdOut().sum()
                                        - 1 / lift.holdOut().of());
        double log = Math.log(lift.lift() + 1);
        double wanted = Math.log(1 + truth);
        return Math.abs(log - wanted) <= spread;
    }

    @Test
    void aLargeLiftIsSeenAndNoneIsNot() {
        SplittableRandom random = new SplittableRandom(7);
        Lift high = lift(visitors(random, 5_000, 5_000, 0.5), Metric.CLICKS_PER_IMPRESSION);
        assertThat(high.lift()).isCloseTo(0.5, within(0.15));
        assertThat(high.verdict()).isEqualTo(Verdict.HIGHER);
        Lift low = lift(visitors(random, 5_000, 5_000, -0.4), Metric.CLICKS_PER_IMPRESSION);
        assertThat(low.verdict()).isEqualTo(Verdict.LOWER);
        Lift none =
                lift(visitors(new SplittableRandom(3), 900, 100, 0), Metric.CLICKS_PER_IMPRESSION);
        assertThat(none.verdict().word()).isEqualTo("too few");
        assertThat(none.low()).isNegative();
        assertThat(none.high()).isPositive();
    }

    @Test
    void aGroupThatDidTooLittleHasNoInterval() {
        Lift lift =
                lift(
                        List.of(
                                new SampleRow("home", "personal", 0, "", 90, 1_000, 100, 0, 0),
                                new SampleRow("home", "holdout", 1, "", 10, 100, 19, 0, 0)),
                        Metric.CLICKS_PER_IMPRESSION);
        assertThat(lift.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(lift.lift()).isCloseTo(0.1 / 0.19 - 1, within(1e-9));
        assertThat(lift.low()).isNull();
        assertThat(lift.personal()).isEqualTo(new Lift.Side(100, 1_000, 0.1));
    }

    @Test
    void withoutAHoldOutThereIsNothingToCompare() {
        assertThat(
                        Lifts.of(
                                List.of(
                                        new SampleRow(
                                                "home", "personal", 0, "", 90, 1_000, 100, 0, 0))))
                .isEmpty();
    }

    @Test
    void nobodyDividesByNothing() {
        List<Lift> lifts =
                Lifts.of(
                        List.of(
                                new SampleRow("home", "personal", 0, "", 0, 0, 0, 0, 0),
                                new SampleRow("home", "holdout", 1, "EUR", 1, 0, 0, 1, 5)));
        assertThat(lifts).hasSize(3);
        assertThat(lifts).allMatch(each -> each.verdict() == Verdict.TOO_FEW);
        assertThat(lifts.getFirst().personal().value()).isNull();
    }
}
