package io.streamwheel.analysis.model.itemitem;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Scores of the items of one model for one history, and for each item the part of the history that
 * spoke for it most. A buffer to be used again: not for two threads at once.
 */
final class Scores {

    /** Of what a visitor likes best much was seen: two thirds may be refused at no great cost. */
    private static final int SPARE = 3;

    private final float[] score;
    private final float[] strongest;
    private final int[] from;
    private final boolean[] seen;
    private final int[] touched;
    private int count;

    Scores(int items) {
        score = new float[items];
        strongest = new float[items];
        from = new int[items];
        seen = new boolean[items];
        touched = new int[items];
    }

    /** Adds what one item of the history says, {@code weight} times its row. */
    void add(ItemItemModel model, int item, float weight) {
        int end = model.start(item + 1);
        for (int at = model.start(item); at < end; at++) {
            int neighbor = model.neighbor(at);
            float part = weight * model.score(at);
            if (!seen[neighbor]) {
                seen[neighbor] = true;
                touched[count++] = neighbor;
            }
            score[neighbor] += part;
            if (part > strongest[neighbor]) {
                strongest[neighbor] = part;
                from[neighbor] = item;
            }
        }
    }

    /**
     * The numbers of the best items that are allowed and have a score above 0, best first; equal
     * ones by number.
     *
     * <p>To ask whether an item is allowed costs more than to look at all scores: a few more of the
     * best than are wanted are asked in their order, and the others where most of those were
     * refused.
     */
    int[] best(int limit, IntPredicate allowed) {
        int[] candidates = select(SPARE * limit, item -> true);
        int[] best = new int[Math.min(limit, candidates.length)];
        int size = 0;
        for (int i = 0; i < candidates.length && size < best.length; i++) {
            if (allowed.test(candidates[i])) {
                best[size++] = candidates[i];
            }
        }
        boolean all = candidates.length < SPARE * limit;
        return size == limit || all ? Arrays.copyOf(best, size) : select(limit, allowed);
    }

    private int[] select(int limit, IntPredicate allowed) {
        long[] heap = new long[Math.min(limit, count)];
        int size = 0;
        for (int t = 0; t < count; t++) {
            int item = touched[t];
            if (score[item] > 0) {
                long key = key(score[item], item);
                if ((size < heap.length || key > heap[0]) && allowed.test(item)) {
                    size = insert(heap, size, heap.length, key);
                }
            }
        }
        return bestFirst(heap, size);
    }

    /** The same by scores times their bias. */
    int[] best(int limit, IntPredicate allowed, ItemBias bias) {
        long[] heap = new long[limit];
        int size = 0;
        for (int t = 0; t < count; t++) {
            int item = touched[t];
            if (score[item] > 0
                    && (size < limit || key(score[item] * bias.most(), item) > heap[0])) {
                long key = key(score[item] * bias.of(item), item);
                if ((size < limit || key > heap[0]) && allowed.test(item)) {
                    size = insert(heap, size, limit, key);
                }
            }
        }
        return bestFirst(heap, size);
    }

    private static long key(float positive, int item) {
        return (long) Float.floatToRawIntBits(positive) << 32 | (0x7FFFFFFF - item);
    }

    private static int[] bestFirst(long[] heap, int size) {
        Arrays.sort(heap, 0, size);
        int[] best = new int[size];
        for (int i = 0; i < size; i++) {
            best[i] = 0x7FFFFFFF - (int) heap[size - 1 - i];
        }
        return best;
    }

    /** A heap with its smallest key first, kept at the limit. */
    private static int insert(long[] heap, int size, int limit, long key) {
        if (size < limit) {
            int at = size;
            while (at > 0 && heap[(at - 1) / 2] > key) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = key;
            return size + 1;
        }
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
        return size;
    }

    /** The score of an item, 0 when the history says nothing of it. */
    float of(int item) {
        return score[item];
    }

    /** The item of the history that gave the most, meaningful where the score is above 0. */
    int strongestSource(int item) {
        return from[item];
    }

    /** How much that was. */
    float strongestPart(int item) {
        return strongest[item];
    }

    void clear() {
        for (int t = 0; t < count; t++) {
            int item = touched[t];
            score[item] = 0;
            strongest[item] = 0;
            seen[item] = false;
        }
        count = 0;
    }
}
