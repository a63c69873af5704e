package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.TrainingData;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Cosine of the items' columns, "people who viewed this also viewed": Sarwar et al., "Item-based
 * collaborative filtering recommendation algorithms", WWW 2001; Linden, Smith and York, "Amazon.com
 * recommendations", IEEE Internet Computing 2003.
 *
 * <p>{@code s(i,j) = sum_u(d_u w_ui w_uj) / (|w_i| |w_j|) * n_ij / (n_ij + shrinkage)}, where
 * {@code n_ij} is how many visitors had both and {@code d_u = 1 / sqrt(n_u)} damps those who look
 * at everything, whose pairs say little (Breese et al., UAI 1998, damp items in the same way). The
 * support shrinkage keeps two items that one visitor had from being twins.
 */
public final class CosineTrainer implements ItemItemTrainer {

    private final float shrinkage;

    /**
     * @param shrinkage common visitors at which half of the weight is believed; 0 for none
     */
    public CosineTrainer(float shrinkage) {
        if (!(shrinkage >= 0)) {
            throw new IllegalArgumentException("shrinkage must not be negative: " + shrinkage);
        }
        this.shrinkage = shrinkage;
    }

    @Override
    public String name() {
        return "cosine";
    }

    @Override
    public String parameters() {
        return String.format(Locale.ROOT, "shrinkage %.4g", shrinkage);
    }

    @Override
    public ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress) {
        Columns columns = Columns.of(data, settings);
        float[] norms = norms(columns);
        float[] damping = new float[data.visitors()];
        for (int v = 0; v < damping.length; v++) {
            damping[v] = (float) (1 / Math.sqrt(Math.max(1, columns.rowSize(v))));
        }
        Neighborhood[] rows = new Neighborhood[columns.items()];
        Workers.forEach(
                rows.length,
                settings.threads(),
                progress,
                () -> new Row(columns, norms, damping, settings.neighborhoodSize(), rows));
        return ItemItemModel.of(name(), new ItemDictionary(data.items()), Arrays.asList(rows));
    }

    private static float[] norms(Columns columns) {
        float[] norms = new float[columns.items()];
        for (int i = 0; i < norms.length; i++) {
            double squares = 0;
            for (int at = columns.columnStarts()[i]; at < columns.columnStarts()[i + 1]; at++) {
                squares += (double) columns.columnWeight()[at] * columns.columnWeight()[at];
            }
            norms[i] = (float) Math.sqrt(squares);
        }
        return norms;
    }

    /** Computes one row after the other, with the buffers of one thread. */
    private final class Row implements IntConsumer {

        private final Columns columns;
        private final float[] norms;
        private final float[] damping;
        private final Neighborhood[] rows;
        private final Neighborhood.Selection selection;
        private final float[] products;
        private final int[] common;
        private final int[] touched;

        Row(Columns columns, float[] norms, float[] damping, int size, Neighborhood[] rows) {
            this.columns = columns;
            this.norms = norms;
            this.damping = damping;
            this.rows = rows;
            selection = new Neighborhood.Selection(size);
            products = new float[columns.items()];
            common = new int[columns.items()];
            touched = new int[columns.items()];
        }

        @Override
        public void accept(int item) {
            int count = multiply(item);
            for (int t = 0; t < count; t++) {
                int other = touched[t];
                float scale = norms[item] * norms[other];
                float score = scale > 0 ? products[other] / scale : 0;
                products[other] = score * common[other] / (common[other] + shrinkage);
                common[other] = 0;
                if (products[other] > 0) {
                    selection.offer(other, products[other]);
                }
            }
            rows[item] = selection.take(products);
            for (int t = 0; t < count; t++) {
                products[touched[t]] = 0;
            }
        }

        /** Sums the products with all items that share a visitor; how many these are. */
        private int multiply(int item) {
            int count = 0;
            for (int at = columns.columnStarts()[item];
                    at < columns.columnStarts()[item + 1];
                    at++) {
                int visitor = columns.columnVisitor()[at];
                float weight = columns.columnWeight()[at] * damping[visitor];
                for (int other = columns.rowStarts()[visitor];
                        other < columns.rowEnds()[visitor];
                        other++) {
                    int j = columns.item()[other];
                    if (j != item) {
                        if (common[j]++ == 0) {
                            touched[count++] = j;
                        }
                        products[j] += weight * columns.weight()[other];
                    }
                }
            }
            return count;
        }
    }
}
