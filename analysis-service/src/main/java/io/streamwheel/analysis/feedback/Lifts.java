package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.feedback.Lift.Metric;
import io.streamwheel.analysis.feedback.MetricsReader.SampleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares those who get personal lists with those who are held out, scenario by scenario. */
public final class Lifts {

    /** With fewer clicks, or conversions, on either side nothing can be said. */
    static final long LEAST_DEEDS = 20;

    private Lifts() {}

    /** What one group did, by buckets. */
    private static final class Group {

        private final double[] visitorDays = new double[Place.BUCKETS];
        private final double[] impressions = new double[Place.BUCKETS];
        private final double[] clicks = new double[Place.BUCKETS];
        private final double[] conversions = new double[Place.BUCKETS];
        private final Map<String, double[]> revenue = new TreeMap<>();
        private final Map<String, Long> purchases = new TreeMap<>();

        void add(SampleRow row) {
            int bucket = row.bucket();
            visitorDays[bucket] += row.visitorDays();
            impressions[bucket] += row.impressions();
            clicks[bucket] += row.clicks();
            conversions[bucket] += row.conversions();
            if (row.revenue() > 0) {
                revenue(row.currency())[bucket] += row.revenue();
                purchases.merge(row.currency(), row.conversions(), Long::sum);
            }
        }

        double[] revenue(String currency) {
            return revenue.computeIfAbsent(currency, _ -> new double[Place.BUCKETS]);
        }
    }

    private static final class Pair {

        private final Group personal = new Group();
        private final Group holdOut = new Group();
    }

    /** Of scenarios where somebody is held out; nothing where nobody is. */
    public static List<Lift> of(List<SampleRow> rows) {
        TreeMap<String, Pair> scenarios = new TreeMap<>();
        for (SampleRow row : rows) {
            Pair pair = scenarios.computeIfAbsent(row.scenario(), _ -> new Pair());
            if (row.group().equals(VisitorGroup.HOLDOUT.slug())) {
                pair.holdOut.add(row);
            } else if (row.group().equals(VisitorGroup.PERSONAL.slug())) {
                pair.personal.add(row);
            }
        }
        List<Lift> lifts = new ArrayList<>();
        scenarios.forEach((scenario, pair) -> {
            if (sum(pair.holdOut.visitorDays) > 0) {
                compare(scenario, pair, lifts);
            }
        });
        return lifts;
    }

    private static void compare(String scenario, Pair pair, List<Lift> lifts) {
        Group one = pair.personal;
        Group other = pair.holdOut;
        Ratio clicks = Ratio.of(one.clicks, one.impressions);
        Ratio otherClicks = Ratio.of(other.clicks, other.impressions);
        lifts.add(lift(scenario, Metric.CLICKS_PER_IMPRESSION, clicks, otherClicks));
        lifts.add(
                lift(
                        scenario,
                        Metric.CONVERSIONS_PER_VISITOR_DAY,
                        Ratio.of(one.conversions, one.visitorDays),
                        Ratio.of(other.conversions, other.visitorDays)));
        TreeMap<String, Long> purchases = new TreeMap<>(one.purchases);
        other.purchases.forEach((currency, count) -> purchases.merge(currency, 0L, Long::sum));
        for (String currency : purchases.keySet()) {
            long deeds =
                    Math.min(
                            one.purchases.getOrDefault(currency, 0L),
                            other.purchases.getOrDefault(currency, 0L));
            lifts.add(
                    Lift.of(
                            scenario,
                            Metric.REVENUE_PER_VISITOR_DAY,
                            currency.isEmpty() ? null : currency,
                            Ratio.of(one.revenue(currency), one.visitorDays),
                            Ratio.of(other.revenue(currency), other.visitorDays),
                            deeds,
                            LEAST_DEEDS));
        }
    }

    private static Lift lift(String scenario, Metric metric, Ratio personal, Ratio holdOut) {
        long deeds = (long) Math.min(personal.sum(), holdOut.sum());
        return Lift.of(scenario, metric, null, personal, holdOut, deeds, LEAST_DEEDS);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }
}
