package io.streamwheel.analysis.model.itemitem;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;

/**
 * The strongest neighbors of one item, highest weight first, at most as many as asked for.
 *
 * @param items numbers of the neighbors
 * @param scores their weights, falling
 */
public record Neighborhood(int[] items, float[] scores) {

    /** An item that resembles none. */
    public static final Neighborhood EMPTY = new Neighborhood(new int[0], new float[0]);

    int size() {
        return items.length;
    }

    /**
     * Chooses by magnitude, because a strong weight against is worth as much as one in favour.
     * Equal ones are chosen by item number, so that a build gives the same model each time.
     */
    static final class Selection {

        private final int limit;
        private final LongHeapPriorityQueue strongest = new LongHeapPriorityQueue();

        Selection(int limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("neighborhoodSize must be at least 1: " + limit);
            }
            this.limit = limit;
        }

        void offer(int item, float score) {
            // Bits of a float that is not negative sort as the float does.
            long key = (long) Float.floatToRawIntBits(Math.abs(score)) << 32 | (0x7FFFFFFF - item);
            if (strongest.size() == limit) {
                if (key <= strongest.firstLong()) {
                    return;
                }
                strongest.dequeueLong();
            }
            strongest.enqueue(key);
        }

        /** What was chosen; the selection is empty afterwards. {@code scores} gives the signs. */
        Neighborhood take(float[] scores) {
            int size = strongest.size();
            int[] items = new int[size];
            for (int at = size - 1; at >= 0; at--) {
                items[at] = 0x7FFFFFFF - (int) strongest.dequeueLong();
            }
            IntArrays.mergeSort(
                    items,
                    (a, b) ->
                            scores[a] != scores[b]
                                    ? Float.compare(scores[b], scores[a])
                                    : Integer.compare(a, b));
            float[] chosen = new float[size];
            for (int at = 0; at < size; at++) {
                chosen[at] = scores[items[at]];
            }
            return new Neighborhood(items, chosen);
        }
    }
}
