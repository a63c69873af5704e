package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How surprising it is that so many visitors had both items: the log-likelihood ratio of Dunning,
 * "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
 * 19(1), 1993. Weights do not count, visitors do, so that one who reloads a page all day is one.
 *
 * <p>Each item is an indicator across types, as in correlated cross-occurrence (Ferrel, "The
 * universal recommender", 2015): that a visitor did anything with {@code i} is held against three
 * things: having done anything with {@code j}, having shown an intent to have it (cart, like,
 * share, rating), and having bought it. So views predict purchases, and what is bought weighs more
 * than what is only looked at. {@code s(i,j)} is the sum of the three roots, each of them 0 where
 * the two come together no oftener than by chance.
 */
public final class LlrTrainer implements ItemItemTrainer {

    /** Bits of an entry that count for each of the three; any deed counts for the first. */
    private static final int[] OUTCOMES = {~0, DeedKind.INTENT.bit(), DeedKind.PURCHASE.bit()};

    @Override
    public String name() {
        return "llr";
    }

    @Override
    public ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress) {
        Columns columns = Columns.of(data, settings);
        int[][] had = had(columns);
        Entropy entropy = new Entropy(visitors(columns));
        Neighborhood[] rows = new Neighborhood[columns.items()];
        Workers.forEach(
                rows.length,
                settings.threads(),
                progress,
                () -> new Row(columns, had, entropy, settings.neighborhoodSize(), rows));
        return ItemItemModel.of(name(), new ItemDictionary(data.items()), Arrays.asList(rows));
    }

    private static int visitors(Columns columns) {
        int visitors = 0;
        for (int v = 0; v < columns.rowEnds().length; v++) {
            visitors += columns.rowSize(v) > 0 ? 1 : 0;
        }
        return visitors;
    }

    /** By outcome and item: how many visitors. */
    private static int[][] had(Columns columns) {
        int[][] had = new int[OUTCOMES.length][columns.items()];
        for (int v = 0; v < columns.rowEnds().length; v++) {
            for (int at = columns.rowStarts()[v]; at < columns.rowEnds()[v]; at++) {
                had[0][columns.item()[at]]++;
                for (int o = 1; o < OUTCOMES.length; o++) {
                    had[o][columns.item()[at]] += (columns.kinds()[at] & OUTCOMES[o]) != 0 ? 1 : 0;
                }
            }
        }
        return had;
    }

    /** Entropies of counts, which are never more than there are visitors. */
    private static final class Entropy {

        private final double[] xLogX;

        Entropy(int visitors) {
            xLogX = new double[visitors + 1];
            for (int x = 1; x <= visitors; x++) {
                xLogX[x] = x * Math.log(x);
            }
        }

        /**
         * The root of the ratio; 0 where both come together no oftener than by chance.
         *
         * @param both visitors who had both
         * @param left those who had the one
         * @param right those who had the other
         */
        double root(int both, int left, int right) {
            int all = xLogX.length - 1;
            if ((double) both * all <= (double) left * right) {
                return 0;
            }
            int neither = all - left - right + both;
            double rows = xLogX[left] + xLogX[all - left];
            double columns = xLogX[right] + xLogX[all - right];
            double cells = xLogX[both] + xLogX[left - both] + xLogX[right - both] + xLogX[neither];
            return Math.sqrt(Math.max(0, 2 * (cells - rows - columns + xLogX[all])));
        }
    }

    /** Computes one row after the other, with the buffers of one thread. */
    private static final class Row implements IntConsumer {

        private final Columns columns;
        private final int[][] had;
        private final Entropy entropy;
        private final Neighborhood[] rows;
        private final Neighborhood.Selection selection;
        private final int[][] both;
        private final float[] scores;
        private final int[] touched;

        Row(Columns columns, int[][] had, Entropy entropy, int size, Neighborhood[] rows) {
            this.columns = columns;
            this.had = had;
            this.entropy = entropy;
            this.rows = rows;
            selection = new Neighborhood.Selection(size);
            both = new int[OUTCOMES.length][columns.items()];
            scores = new float[columns.items()];
            touched = new int[columns.items()];
        }

        @Override
        public void accept(int item) {
            int count = count(item);
            for (int t = 0; t < count; t++) {
                int other = touched[t];
                double sum = 0;
                for (int o = 0; o < OUTCOMES.length; o++) {
                    sum += entropy.root(both[o][other], had[0][item], had[o][other]);
                    both[o][other] = 0;
                }
                scores[other] = (float) sum;
                if (scores[other] > 0) {
                    selection.offer(other, scores[other]);
                }
            }
            rows[item] = selection.take(scores);
        }

        /** Counts the visitors in common with each other item; how many these are. */
        private int count(int item) {
            int[] any = both[0];
            int[] intended = both[1];
            int[] bought = both[2];
            int count = 0;
            for (int at = columns.columnStarts()[item];
                    at < columns.columnStarts()[item + 1];
                    at++) {
                int visitor = columns.columnVisitor()[at];
                for (int other = columns.rowStarts()[visitor];
                        other < columns.rowEnds()[visitor];
                        other++) {
                    int j = columns.item()[other];
                    if (j != item) {
                        if (any[j]++ == 0) {
                            touched[count++] = j;
                        }
                        int kinds = columns.kinds()[other];
                        intended[j] += (kinds & OUTCOMES[1]) != 0 ? 1 : 0;
                        bought[j] += (kinds & OUTCOMES[2]) != 0 ? 1 : 0;
                    }
                }
            }
            return count;
        }
    }
}
