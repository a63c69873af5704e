package io.streamwheel.analysis.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far means over test visitors would move with other visitors: as many are drawn again from
 * those there are, with repetition, and the percentiles of the means are the interval (Efron and
 * Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). Seeded: the same values give
 * the same interval, and columns of equal length the same draws, so that differences are paired.
 */
final class Bootstrap {

    private static final int RESAMPLES = 2000;
    private static final long SEED = 20_100_310;

    private Bootstrap() {}

    /**
     * @param error the share of means outside, half of it on each side, 0 to 1
     * @param columns each one value per visitor, {@code NaN} where a visitor has none
     * @return of each column; from {@code NaN} to {@code NaN} where no visitor has a value
     */
    static ScoreCard.Interval[] intervals(double error, double[]... columns) {
        double[][] means = new double[columns.length][RESAMPLES];
        int visitors = columns[0].length;
        SplittableRandom random = new SplittableRandom(SEED);
        int[] drawn = new int[visitors];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < visitors; i++) {
                drawn[i] = random.nextInt(visitors);
            }
            for (int c = 0; c < columns.length; c++) {
                means[c][r] = mean(columns[c], drawn);
            }
        }
        ScoreCard.Interval[] intervals = new ScoreCard.Interval[columns.length];
        Arrays.setAll(intervals, c -> interval(means[c], error));
        return intervals;
    }

    private static double mean(double[] values, int[] drawn) {
        double sum = 0;
        int count = 0;
        for (int each : drawn) {
            if (!Double.isNaN(values[each])) {
                sum += values[each];
                count++;
            }
        }
        return sum / count;
    }

    private static ScoreCard.Interval interval(double[] means, double error) {
        Arrays.sort(means); // NaN, where none of the drawn has a value, comes last
        int size = means.length;
        while (size > 1 && Double.isNaN(means[size - 1])) {
            size--;
        }
        int outside = (int) (size * error / 2);
        return new ScoreCard.Interval(means[outside], means[size - 1 - outside]);
    }
}
