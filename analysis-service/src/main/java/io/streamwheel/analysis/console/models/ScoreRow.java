package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.model.ScoreCard.Interval;
import io.streamwheel.analysis.model.ScoreCard.Intervals;
import io.streamwheel.analysis.model.ScoreCard.Score;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a score card.
 *
 * @param served whether this was chosen
 * @param ahead of popularity in nDCG@10, in words; empty for popularity itself
 * @param interval of nDCG@10; {@code null} on cards of earlier versions
 * @param scale the nDCG@10 at the right end of the drawing
 */
record ScoreRow(
        String name,
        Score score,
        boolean served,
        String ahead,
        @Nullable Interval interval,
        double scale) {

    static ScoreRow of(
            String name, Score score, boolean served, @Nullable Score baseline, double scale) {
        Intervals intervals = score.interval();
        return new ScoreRow(
                name,
                score,
                served,
                ahead(score, baseline),
                intervals == null ? null : intervals.ndcgAt10(),
                scale);
    }

    private static String ahead(Score score, @Nullable Score baseline) {
        if (baseline == null || baseline.ndcgAt10() == 0) {
            return "";
        }
        double share = score.ndcgAt10() / baseline.ndcgAt10() - 1;
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }

    /** Where it is drawn, 0 to 100. */
    public double place(double value) {
        return scale <= 0 ? 0 : Math.min(100, 100 * value / scale);
    }

    public String parameters() {
        String parameters = score.parameters();
        return parameters == null ? "" : parameters;
    }

    public String ndcg() {
        return exact(score.ndcgAt10());
    }

    /** The ends of the interval. */
    public String range() {
        return interval == null ? "" : exact(interval.low()) + " – " + exact(interval.high());
    }

    public static String exact(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }
}
