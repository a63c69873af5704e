package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.TrainingData;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The linear model that best rebuilds each visitor's row from its other entries, in closed form:
 * Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019. With {@code G} the
 * co-occurrences and {@code P = inv(G + diag(r))}, the weights are {@code B_ij = -P_ij / P_jj}, and
 * 0 on the diagonal. It sees that two items say the same, which cosine counts twice.
 *
 * <ul>
 *   <li>{@code r_i = lambda + dropout / (1 - dropout) G_ii}: the second part is what leaving out
 *       that share of the entries in training comes to, so that a best-seller is not trusted more
 *       than its company deserves (Steck, "Autoencoders that don't overfit towards the identity",
 *       NeurIPS 2020).
 *   <li>{@code G_ij = sum_u w_ui w_uj (1 + nearness max(0, 1 - |t_ui - t_uj| / nearWithin))}: two
 *       items of one sitting say more of each other than two of different years. The triangle is a
 *       positive definite function (Polya 1949), so that G stays positive semidefinite (Schur's
 *       product theorem) and the closed form holds.
 *   <li>{@code B_ij} is divided by {@code n_j^damping}, where {@code n_j} is how many visitors had
 *       {@code j}: best-sellers come up less.
 * </ul>
 *
 * <p>Takes half a matrix of {@code items^2} doubles and {@code items^3} operations, which is why it
 * has a {@link Budget}.
 */
public final class EaseTrainer implements ItemItemTrainer {

    private final Setting setting;
    private final Budget budget;

    /**
     * @param budget a catalogue that does not fit is left to other trainers
     */
    public EaseTrainer(Setting setting, Budget budget) {
        this.setting = setting;
        this.budget = budget;
    }

    /**
     * What can be tried.
     *
     * @param lambda ridge, in visitors of average weight; above 0
     * @param dropout 0 to below 1
     * @param damping of best-sellers, 0 for none
     * @param nearness how much more a pair within one moment says; 0 for none
     * @param nearWithin pairs that are further apart say no more than others
     */
    public record Setting(
            double lambda, double dropout, double damping, double nearness, Duration nearWithin) {

        public Setting {
            if (!(lambda > 0)) {
                throw new IllegalArgumentException("lambda must be above 0: " + lambda);
            }
            if (!(dropout >= 0 && dropout < 1)) {
                throw new IllegalArgumentException("dropout must lie in 0 to 1: " + dropout);
            }
            if (!(damping >= 0) || !(nearness >= 0)) {
                throw new IllegalArgumentException(
                        "damping and nearness must not be negative: " + damping + ", " + nearness);
            }
            if (nearWithin.isNegative() || nearWithin.isZero()) {
                throw new IllegalArgumentException("nearWithin must be above 0: " + nearWithin);
            }
        }

        /** The method of 2019. */
        public static Setting plain(double lambda) {
            return new Setting(lambda, 0, 0, 0, Duration.ofMinutes(30));
        }

        /** With another ridge. */
        public Setting lambda(double other) {
            return new Setting(other, dropout, damping, nearness, nearWithin);
        }

        /** With another nearness. */
        public Setting nearness(double other) {
            return new Setting(lambda, dropout, damping, other, nearWithin);
        }
    }

    @Override
    public String name() {
        return "ease";
    }

    @Override
    public String parameters() {
        return String.format(
                Locale.ROOT,
                "lambda %.4g, dropout %.4g, damping %.4g, nearness %.4g",
                setting.lambda,
                setting.dropout,
                setting.damping,
                setting.nearness);
    }

    @Override
    public Optional<String> unfit(TrainingData data) {
        double items = data.items().size();
        return budget.refuses(
                "ease over %.0f items".formatted(items),
                4 * items * items + 1000 * items,
                SymmetricInverse.operations(data.items().size()));
    }

    @Override
    public ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress) {
        Columns columns = Columns.of(data, settings);
        double[][] half = new double[columns.items()][];
        Workers.forEach(
                half.length,
                settings.threads(),
                progress.part(0, 0.2),
                () -> item -> half[item] = gram(columns, item));
        double ridge = ridge(columns);
        double dropped = setting.dropout / (1 - setting.dropout);
        for (int i = 0; i < half.length; i++) {
            half[i][i] += ridge + dropped * half[i][i];
        }
        SymmetricInverse.inPlace(half, settings.threads(), progress.part(0.2, 0.9));
        float[] columnFactors = columnFactors(columns, half);
        Neighborhood[] rows = new Neighborhood[half.length];
        Workers.forEach(
                rows.length,
                settings.threads(),
                progress.part(0.9, 1),
                () -> selecting(half, columnFactors, settings.neighborhoodSize(), rows));
        return ItemItemModel.of(name(), new ItemDictionary(data.items()), Arrays.asList(rows));
    }

    /** One row of the lower half. */
    private double[] gram(Columns columns, int item) {
        double[] row = new double[item + 1];
        long[] time = columns.time();
        double within = setting.nearWithin.toMillis();
        for (int at = columns.columnStarts()[item]; at < columns.columnStarts()[item + 1]; at++) {
            int visitor = columns.columnVisitor()[at];
            double weight = columns.columnWeight()[at];
            long moment = time[columns.columnEntry()[at]];
            for (int other = columns.rowStarts()[visitor];
                    other < columns.rowEnds()[visitor];
                    other++) {
                int j = columns.item()[other];
                if (j <= item) {
                    double apart = Math.abs(moment - time[other]);
                    double near = apart < within ? setting.nearness * (1 - apart / within) : 0;
                    row[j] += weight * columns.weight()[other] * (1 + near);
                }
            }
        }
        return row;
    }

    /**
     * Scaled by the mean square, so that purchases of weight 5 are not regularized 25 times less,
     * and by the nearness of each entry to itself.
     */
    private double ridge(Columns columns) {
        double squares = 0;
        for (float weight : columns.columnWeight()) {
            squares += (double) weight * weight;
        }
        double mean =
                columns.columnWeight().length == 0 ? 1 : squares / columns.columnWeight().length;
        return setting.lambda * Math.max(mean, 1e-9) * (1 + setting.nearness);
    }

    /** By what the column of each item of the inverse is to be multiplied. */
    private float[] columnFactors(Columns columns, double[][] inverse) {
        float[] factors = new float[inverse.length];
        for (int j = 0; j < factors.length; j++) {
            int visitors = columns.columnStarts()[j + 1] - columns.columnStarts()[j];
            double damped = Math.pow(Math.max(1, visitors), -setting.damping);
            factors[j] = (float) (-damped / inverse[j][j]);
        }
        return factors;
    }

    private static IntConsumer selecting(
            double[][] inverse, float[] columnFactors, int size, Neighborhood[] rows) {
        Neighborhood.Selection selection = new Neighborhood.Selection(size);
        float[] scores = new float[inverse.length];
        return item -> {
            for (int j = 0; j < scores.length; j++) {
                double cell = j <= item ? inverse[item][j] : inverse[j][item];
                scores[j] = (float) (cell * columnFactors[j]);
                if (j != item && scores[j] != 0) {
                    selection.offer(j, scores[j]);
                }
            }
            rows[item] = selection.take(scores);
        };
    }
}
