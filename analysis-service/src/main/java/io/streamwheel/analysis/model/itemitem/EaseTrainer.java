package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.TrainingData;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The linear model that best rebuilds each visitor's row from its other entries, in closed form:
 * Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019. With {@code P} the
 * inverse of {@code X'X + lambda I}, the weights are {@code B_ij = -P_ij / P_jj}, and 0 on the
 * diagonal. It sees that two items say the same, which cosine counts twice.
 *
 * <p>Takes {@code items^2} doubles and {@code items^3} steps, so a bound on the items goes with it.
 */
public final class EaseTrainer implements ItemItemTrainer {

    private final double lambda;
    private final int maxItems;

    /**
     * @param lambda ridge, in visitors of average weight; above 0
     * @param maxItems a larger catalogue is left to other trainers
     */
    public EaseTrainer(double lambda, int maxItems) {
        if (!(lambda > 0)) {
            throw new IllegalArgumentException("lambda must be above 0: " + lambda);
        }
        this.lambda = lambda;
        this.maxItems = maxItems;
    }

    @Override
    public String name() {
        return "ease";
    }

    @Override
    public Optional<String> unfit(TrainingData data) {
        int items = data.items().size();
        return items <= maxItems
                ? Optional.empty()
                : Optional.of("ease takes up to " + maxItems + " items, here are " + items);
    }

    @Override
    public ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress) {
        Columns columns = Columns.of(data, settings);
        double[][] matrix = new double[columns.items()][];
        Workers.forEach(
                matrix.length,
                settings.threads(),
                progress.part(0, 0.2),
                () -> item -> matrix[item] = gram(columns, item));
        double ridge = ridge(columns);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] += ridge;
        }
        SymmetricInverse.inPlace(matrix, settings.threads(), progress.part(0.2, 0.9));
        Neighborhood[] rows = new Neighborhood[matrix.length];
        Workers.forEach(
                rows.length,
                settings.threads(),
                progress.part(0.9, 1),
                () -> selecting(matrix, settings.neighborhoodSize(), rows));
        return ItemItemModel.of(name(), new ItemDictionary(data.items()), Arrays.asList(rows));
    }

    private static double[] gram(Columns columns, int item) {
        double[] row = new double[columns.items()];
        for (int at = columns.columnStarts()[item]; at < columns.columnStarts()[item + 1]; at++) {
            int visitor = columns.columnVisitor()[at];
            float weight = columns.columnWeight()[at];
            for (int other = columns.rowStarts()[visitor];
                    other < columns.rowEnds()[visitor];
                    other++) {
                row[columns.item()[other]] += weight * columns.weight()[other];
            }
        }
        return row;
    }

    /**
     * Scaled by the mean square, so that purchases of weight 5 are not regularized 25 times less.
     */
    private double ridge(Columns columns) {
        double squares = 0;
        for (float weight : columns.columnWeight()) {
            squares += weight * weight;
        }
        double mean =
                columns.columnWeight().length == 0 ? 1 : squares / columns.columnWeight().length;
        return lambda * Math.max(mean, 1e-9);
    }

    private static IntConsumer selecting(double[][] inverse, int size, Neighborhood[] rows) {
        Neighborhood.Selection selection = new Neighborhood.Selection(size);
        float[] scores = new float[inverse.length];
        return item -> {
            for (int j = 0; j < scores.length; j++) {
                scores[j] = (float) (-inverse[item][j] / inverse[j][j]);
                if (j != item && scores[j] != 0) {
                    selection.offer(j, scores[j]);
                }
            }
            rows[item] = selection.take(scores);
        };
    }
}
