package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.report.Numbers;
import io.streamwheel.benchmarks.serving.SiteCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What things cost when a site is four and sixteen times as large. */
record Growth(List<SiteCosts> costs) {

    private static final int[] FACTORS = {1, 4, 16};

    /** Curves, each divided by its value at the smallest size. */
    enum Curve {
        STORE("store, us an event", SiteCosts::storeMicros),
        BUILD("build of the models, s", SiteCosts::buildSeconds),
        LIST("personal list, p50 ms", SiteCosts::listMillis);

        private final String title;
        private final ToDoubleFunction<SiteCosts> cost;

        Curve(String title, ToDoubleFunction<SiteCosts> cost) {
            this.title = title;
            this.cost = cost;
        }

        String title() {
            return title;
        }

        double of(SiteCosts costs) {
            return cost.applyAsDouble(costs);
        }
    }

    Growth {
        costs = List.copyOf(costs);
        if (costs.isEmpty()) {
            throw new IllegalArgumentException("one size is the least");
        }
    }

    static Growth measure(SiteCosts.Size smallest) throws Exception {
        List<SiteCosts> costs = new ArrayList<>();
        for (int factor : FACTORS) {
            SiteCosts.Size size = smallest.times(factor);
            SiteCosts cost = SiteCosts.of(size);
            System.out.printf(Locale.ROOT, "%dx: %s%n", factor, cost);
            costs.add(cost);
        }
        return new Growth(costs);
    }

    /** How many times as large a size is as the smallest. */
    double factor(SiteCosts of) {
        return (double) of.interactions() / costs.getFirst().interactions();
    }

    /** How many times as dear. */
    double ratio(Curve curve, SiteCosts of) {
        return curve.of(of) / curve.of(costs.getFirst());
    }

    /** In Markdown. */
    String table() {
        StringBuilder text = new StringBuilder("| interactions, users, items |");
        for (Curve curve : Curve.values()) {
            text.append(' ').append(curve.title).append(" |");
        }
        text.append("%n|---|".formatted()).append("---:|".repeat(Curve.values().length));
        for (SiteCosts each : costs) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%n| %,d, %,d, %,d |",
                            each.interactions(),
                            each.users(),
                            each.items()));
            for (Curve curve : Curve.values()) {
                text.append(' ').append(Numbers.of(curve.of(each)));
                text.append(" (").append(Numbers.of(ratio(curve, each))).append("x) |");
            }
        }
        return text.append("%n".formatted()).toString();
    }
}
