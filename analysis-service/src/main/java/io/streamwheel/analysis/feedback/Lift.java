package io.streamwheel.analysis.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What personal lists bring over popular ones: 0.1 is a tenth more.
 *
 * @param lift null where there is nothing to divide by
 * @param low of the 95 % interval; null where there is none
 */
public record Lift(
        String scenario,
        Metric metric,
        @Nullable String currency,
        Side personal,
        Side holdOut,
        @Nullable Double lift,
        @Nullable Double low,
        @Nullable Double high,
        Verdict verdict) {

    /** What is compared. */
    public enum Metric {
        CLICKS_PER_IMPRESSION("clicksPerImpression"),
        CONVERSIONS_PER_VISITOR_DAY("conversionsPerVisitorDay"),
        REVENUE_PER_VISITOR_DAY("revenuePerVisitorDay");

        private final String slug;

        Metric(String slug) {
            this.slug = slug;
        }

        public String slug() {
            return slug;
        }
    }

    /** What the interval says. */
    public enum Verdict {
        HIGHER("higher", "The whole interval is above 0."),
        LOWER("lower", "The whole interval is below 0."),
        OPEN("too few", "The interval holds 0: too few visitors to tell the groups apart."),
        TOO_FEW("too few", "One of the groups has done too little for an interval.");

        private final String word;
        private final String detail;

        Verdict(String word, String detail) {
            this.word = word;
            this.detail = detail;
        }

        public String word() {
            return word;
        }

        public String detail() {
            return detail;
        }
    }

    /**
     * One group.
     *
     * @param sum clicks, conversions or revenue
     * @param of impressions or visitor-days
     */
    public record Side(double sum, double of, @Nullable Double value) {

        static Side of(Ratio ratio) {
            return new Side(ratio.sum(), ratio.of(), ratio.of() == 0 ? null : ratio.value());
        }
    }

    /** 97.5 % of Student's distribution with 63 degrees of freedom, one less than buckets. */
    private static final double STUDENT = 1.998;

    /**
     * The ratio of two independent ratios; its logarithm is closer to normal than it is itself.
     *
     * @param deeds clicks or conversions behind the smaller side
     * @param least fewer of these make no interval
     */
    static Lift of(
            String scenario,
            Metric metric,
            @Nullable String currency,
            Ratio personal,
            Ratio holdOut,
            long deeds,
            long least) {
        Side one = Side.of(personal);
        Side other = Side.of(holdOut);
        boolean divisible = personal.of() > 0 && holdOut.of() > 0 && holdOut.value() > 0;
        Double lift = divisible ? personal.value() / holdOut.value() - 1 : null;
        if (lift == null || deeds < least || personal.value() <= 0) {
            return new Lift(
                    scenario, metric, currency, one, other, lift, null, null, Verdict.TOO_FEW);
        }
        double spread =
                STUDENT * Math.sqrt(personal.relativeVariance() + holdOut.relativeVariance());
        double low = (lift + 1) * Math.exp(-spread) - 1;
        double high = (lift + 1) * Math.exp(spread) - 1;
        Verdict verdict = low > 0 ? Verdict.HIGHER : high < 0 ? Verdict.LOWER : Verdict.OPEN;
        return new Lift(scenario, metric, currency, one, other, lift, low, high, verdict);
    }
}
