package io.streamwheel.analysis.people;

import io.streamwheel.analysis.cancellation.Interruption;
import java.util.List;

/**
 * Fits the weights under which what was chosen comes first: the conditional logit of McFadden
 * (1974), in which each list is a choice among its entries, by Newton's method with a ridge.
 */
final class ListwiseRegression {

    private static final int MOST_ROUNDS = 25;
    private static final double RIDGE = 1;
    private static final double ENOUGH = 1e-7;

    /**
     * One list.
     *
     * @param features a row per entry
     * @param chosen which entries were chosen
     * @param relevant how many would have been right, also those that the list lacks
     */
    record Choice(float[][] features, boolean[] chosen, int relevant) {

        int hits() {
            int hits = 0;
            for (boolean each : chosen) {
                hits += each ? 1 : 0;
            }
            return hits;
        }
    }

    private final List<Choice> choices;
    private final int size;
    private final double[] mean;
    private final double[] deviation;

    private ListwiseRegression(List<Choice> choices, int size) {
        this.choices = choices;
        this.size = size;
        mean = new double[size];
        deviation = new double[size];
        standardize();
    }

    /** The weights, of the features as they are. */
    static double[] fit(List<Choice> choices, int size) {
        return new ListwiseRegression(choices, size).fit();
    }

    private void standardize() {
        double entries = 0;
        for (Choice choice : choices) {
            for (float[] row : choice.features) {
                entries++;
                for (int i = 0; i < size; i++) {
                    mean[i] += row[i];
                    deviation[i] += (double) row[i] * row[i];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= entries;
            double variance = deviation[i] / entries - mean[i] * mean[i];
            deviation[i] = variance > 1e-12 ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
        }
    }

    private double[] fit() {
        double[] weights = new double[size];
        Derivatives here = derivatives(weights);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] step = here.newtonStep();
            double length = 1;
            Derivatives there = here;
            double[] next = weights;
            while (length > 1e-4) {
                next = weights.clone();
                for (int i = 0; i < size; i++) {
                    next[i] -= length * step[i];
                }
                there = derivatives(next);
                if (there.loss < here.loss) {
                    break;
                }
                length /= 2;
            }
            if (!(there.loss < here.loss * (1 - ENOUGH))) {
                break;
            }
            weights = next;
            here = there;
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= deviation[i];
        }
        return weights;
    }

    /** Loss, gradient and Hessian at one place. */
    private final class Derivatives {

        private double loss;
        private final double[] gradient = new double[size];
        private final double[][] hessian = new double[size][size];

        double[] newtonStep() {
            double[] step = gradient.clone();
            double[][] lower = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = hessian[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= lower[i][k] * lower[j][k];
                    }
                    lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / lower[j][j];
                }
            }
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < i; k++) {
                    step[i] -= lower[i][k] * step[k];
                }
                step[i] /= lower[i][i];
            }
            for (int i = size - 1; i >= 0; i--) {
                for (int k = i + 1; k < size; k++) {
                    step[i] -= lower[k][i] * step[k];
                }
                step[i] /= lower[i][i];
            }
            return step;
        }
    }

    private Derivatives derivatives(double[] weights) {
        Interruption.check();
        Derivatives sum = new Derivatives();
        for (int i = 0; i < size; i++) {
            sum.loss += RIDGE / 2 * weights[i] * weights[i];
            sum.gradient[i] = RIDGE * weights[i];
            sum.hessian[i][i] = RIDGE;
        }
        for (Choice choice : choices) {
            add(choice, weights, sum);
        }
        return sum;
    }

    private void add(Choice choice, double[] weights, Derivatives sum) {
        int hits = choice.hits();
        if (hits == 0) {
            return;
        }
        // Who has many friends held back counts more, but not in proportion.
        double importance = 1 / Math.sqrt(hits);
        double[] score = new double[choice.features.length];
        double[][] row = new double[score.length][size];
        double highest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < score.length; e++) {
            for (int i = 0; i < size; i++) {
                row[e][i] = (choice.features[e][i] - mean[i]) / deviation[i];
                score[e] += weights[i] * row[e][i];
            }
            highest = Math.max(highest, score[e]);
        }
        double total = 0;
        for (int e = 0; e < score.length; e++) {
            sum.loss -= choice.chosen[e] ? importance * score[e] : 0;
            score[e] = Math.exp(score[e] - highest);
            total += score[e];
        }
        sum.loss += importance * hits * (Math.log(total) + highest);
        double[] expected = new double[size];
        double factor = importance * hits;
        for (int e = 0; e < score.length; e++) {
            double share = score[e] / total;
            for (int i = 0; i < size; i++) {
                double part = share * row[e][i];
                expected[i] += part;
                sum.gradient[i] -= choice.chosen[e] ? importance * row[e][i] : 0;
                for (int j = 0; j <= i; j++) {
                    sum.hessian[i][j] += factor * part * row[e][j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            sum.gradient[i] += factor * expected[i];
            for (int j = 0; j <= i; j++) {
                sum.hessian[i][j] -= factor * expected[i] * expected[j];
            }
        }
    }
}
