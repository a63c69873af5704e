package io.streamwheel.analysis.model;

import org.jspecify.annotations.Nullable;

/** What the list of each test visitor was worth, in the same order for every candidate. */
final class Tally {

    private static final int SHORT = 10;

    private final double[] ndcg;
    private final double[] recall;
    private final double[] hit;
    private final double[] reciprocal;
    private final double[] novelty;
    private final boolean[] shown;
    private final double[] information;

    /**
     * @param information of each item, in bits
     */
    Tally(int visitors, double[] information) {
        this.information = information;
        ndcg = new double[visitors];
        recall = new double[visitors];
        hit = new double[visitors];
        reciprocal = new double[visitors];
        novelty = new double[visitors];
        shown = new boolean[information.length];
    }

    void take(int visitor, int[] list, boolean[] wanted, int wantedSize) {
        double gain = 0;
        double bits = 0;
        int hits = 0;
        for (int rank = 0; rank < list.length; rank++) {
            shown[list[rank]] = true;
            bits += information[list[rank]];
            if (wanted[list[rank]]) {
                if (hits == 0) {
                    reciprocal[visitor] = 1.0 / (rank + 1);
                    hit[visitor] = rank < SHORT ? 1 : 0;
                }
                hits++;
                gain += rank < SHORT ? discount(rank) : 0;
            }
        }
        ndcg[visitor] = gain / bestGain(wantedSize);
        recall[visitor] = (double) hits / wantedSize;
        novelty[visitor] = list.length == 0 ? Double.NaN : bits / list.length;
    }

    Evaluation.Result result(String name, String parameters, double seconds) {
        ScoreCard.Interval[] intervals =
                Bootstrap.intervals(Evaluation.ERROR, ndcg, recall, hit, reciprocal, novelty);
        Double bits = mean(novelty);
        ScoreCard.Intervals interval =
                new ScoreCard.Intervals(
                        intervals[0],
                        intervals[1],
                        intervals[2],
                        intervals[3],
                        bits == null ? null : intervals[4]);
        return new Evaluation.Result(
                new ScoreCard.Score(
                        name,
                        or0(mean(ndcg)),
                        or0(mean(recall)),
                        coverage(),
                        seconds,
                        parameters,
                        or0(mean(hit)),
                        or0(mean(reciprocal)),
                        bits,
                        interval),
                ndcg);
    }

    private double coverage() {
        int covered = 0;
        for (boolean each : shown) {
            covered += each ? 1 : 0;
        }
        return (double) covered / Math.max(1, shown.length);
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2);
    }

    private static double bestGain(int wanted) {
        double gain = 0;
        for (int rank = 0; rank < Math.min(SHORT, wanted); rank++) {
            gain += discount(rank);
        }
        return gain;
    }

    private static double or0(@Nullable Double mean) {
        return mean == null ? 0 : mean;
    }

    private static @Nullable Double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double each : values) {
            if (!Double.isNaN(each)) {
                sum += each;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }
}
