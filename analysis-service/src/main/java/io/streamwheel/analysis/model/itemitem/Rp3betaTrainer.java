package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.TrainingData;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Three steps of a random walk from item to visitor to item, with best-sellers held down: Paudel,
 * Christoffel, Newell and Bernstein, "Updatable, accurate, diverse, and scalable recommendations
 * for interactive applications", ACM TiiS 7(1), 2017, after Cooper et al., "Random walks in
 * recommender systems", WWW 2014.
 *
 * <p>{@code s(i,j) = sum_u (w_ui / |w_i|)^alpha (w_uj / |w_u|)^alpha / n_j^beta}, where {@code
 * |w_i|} is what all visitors' entries of the item weigh, {@code |w_u|} what all entries of the
 * visitor do, and {@code n_j} how many visitors had {@code j}.
 */
public final class Rp3betaTrainer implements ItemItemTrainer {

    private final double alpha;
    private final double beta;

    /**
     * @param alpha above 0; above 1 sharpens each step, below 1 evens it
     * @param beta 0 for no damping of best-sellers
     */
    public Rp3betaTrainer(double alpha, double beta) {
        if (!(alpha > 0) || !(beta >= 0)) {
            throw new IllegalArgumentException(
                    "alpha must be above 0 and beta not negative: " + alpha + ", " + beta);
        }
        this.alpha = alpha;
        this.beta = beta;
    }

    @Override
    public String name() {
        return "rp3beta";
    }

    @Override
    public String parameters() {
        return String.format(Locale.ROOT, "alpha %.4g, beta %.4g", alpha, beta);
    }

    @Override
    public ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress) {
        Columns columns = Columns.of(data, settings);
        float[] fromVisitor = stepsFromVisitors(columns);
        float[] damping = damping(columns);
        Neighborhood[] rows = new Neighborhood[columns.items()];
        Workers.forEach(
                rows.length,
                settings.threads(),
                progress,
                () -> new Row(columns, fromVisitor, damping, settings.neighborhoodSize(), rows));
        return ItemItemModel.of(name(), new ItemDictionary(data.items()), Arrays.asList(rows));
    }

    /** How likely the step from its visitor to each entry is, to the power of alpha. */
    private float[] stepsFromVisitors(Columns columns) {
        float[] steps = new float[columns.weight().length];
        for (int v = 0; v < columns.rowEnds().length; v++) {
            double sum = 0;
            for (int at = columns.rowStarts()[v]; at < columns.rowEnds()[v]; at++) {
                sum += columns.weight()[at];
            }
            for (int at = columns.rowStarts()[v]; at < columns.rowEnds()[v]; at++) {
                steps[at] = sum > 0 ? power(columns.weight()[at] / sum) : 0;
            }
        }
        return steps;
    }

    private float[] damping(Columns columns) {
        float[] damping = new float[columns.items()];
        for (int j = 0; j < damping.length; j++) {
            int visitors = columns.columnStarts()[j + 1] - columns.columnStarts()[j];
            damping[j] = (float) Math.pow(Math.max(1, visitors), -beta);
        }
        return damping;
    }

    private float power(double probability) {
        return (float) (alpha == 1 ? probability : Math.pow(probability, alpha));
    }

    /** Computes one row after the other, with the buffers of one thread. */
    private final class Row implements IntConsumer {

        private final Columns columns;
        private final float[] fromVisitor;
        private final float[] damping;
        private final Neighborhood[] rows;
        private final Neighborhood.Selection selection;
        private final float[] reached;
        private final boolean[] isTouched;
        private final int[] touched;

        Row(Columns columns, float[] fromVisitor, float[] damping, int size, Neighborhood[] rows) {
            this.columns = columns;
            this.fromVisitor = fromVisitor;
            this.damping = damping;
            this.rows = rows;
            selection = new Neighborhood.Selection(size);
            reached = new float[columns.items()];
            isTouched = new boolean[columns.items()];
            touched = new int[columns.items()];
        }

        @Override
        public void accept(int item) {
            int count = walk(item);
            for (int t = 0; t < count; t++) {
                int other = touched[t];
                isTouched[other] = false;
                reached[other] *= damping[other];
                if (reached[other] > 0) {
                    selection.offer(other, reached[other]);
                }
            }
            rows[item] = selection.take(reached);
            for (int t = 0; t < count; t++) {
                reached[touched[t]] = 0;
            }
        }

        /** How many items can be reached. */
        private int walk(int item) {
            int from = columns.columnStarts()[item];
            int to = columns.columnStarts()[item + 1];
            double sum = 0;
            for (int at = from; at < to; at++) {
                sum += columns.columnWeight()[at];
            }
            int count = 0;
            for (int at = from; at < to && sum > 0; at++) {
                int visitor = columns.columnVisitor()[at];
                float step = power(columns.columnWeight()[at] / sum);
                for (int other = columns.rowStarts()[visitor];
                        other < columns.rowEnds()[visitor];
                        other++) {
                    int j = columns.item()[other];
                    if (j != item) {
                        if (!isTouched[j]) {
                            isTouched[j] = true;
                            touched[count++] = j;
                        }
                        reached[j] += step * fromVisitor[other];
                    }
                }
            }
            return count;
        }
    }
}
