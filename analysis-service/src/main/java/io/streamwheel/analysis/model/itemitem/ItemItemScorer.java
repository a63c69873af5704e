package io.streamwheel.analysis.model.itemitem;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * Ranks items for a history: the history, as a sparse vector of weights, times the matrix. Safe for
 * many threads; each call borrows a buffer, so that no request allocates one per item.
 */
public final class ItemItemScorer {

    private static final int IDLE_BUFFERS = 16;

    private final ItemItemModel model;
    private final Queue<Scores> idle = new ConcurrentLinkedQueue<>();

    public ItemItemScorer(ItemItemModel model) {
        this.model = model;
    }

    public ItemItemModel model() {
        return model;
    }

    /**
     * The best items.
     *
     * @param items numbers of the history's items
     * @param weights how much each counts
     * @param allowed which item numbers may be in the answer
     */
    public List<Scored> best(int[] items, float[] weights, int limit, IntPredicate allowed) {
        Scores scores = accumulate(items, weights);
        try {
            int[] best = scores.best(limit, allowed);
            List<Scored> answer = new ArrayList<>(best.length);
            for (int item : best) {
                answer.add(scored(scores, item));
            }
            return answer;
        } finally {
            giveBack(scores);
        }
    }

    /**
     * The best items by scores that are weighed: what {@link #best(int[], float[], int,
     * IntPredicate)} would answer if each score, and each part of it, were multiplied.
     */
    public List<Scored> best(
            int[] items, float[] weights, int limit, IntPredicate allowed, ItemBias bias) {
        Scores scores = accumulate(items, weights);
        try {
            int[] best = scores.best(limit, allowed, bias);
            List<Scored> answer = new ArrayList<>(best.length);
            for (int item : best) {
                answer.add(scored(scores, item).times(bias.of(item)));
            }
            return answer;
        } finally {
            giveBack(scores);
        }
    }

    /**
     * The scores of some items, in the order asked for; those the history is silent about have 0.
     */
    public float[] of(int[] items, float[] weights, int[] asked) {
        Scores scores = accumulate(items, weights);
        try {
            float[] answer = new float[asked.length];
            for (int i = 0; i < asked.length; i++) {
                answer[i] = asked[i] < 0 ? 0 : scores.of(asked[i]);
            }
            return answer;
        } finally {
            giveBack(scores);
        }
    }

    private Scores accumulate(int[] items, float[] weights) {
        Scores scores = idle.poll();
        if (scores == null) {
            scores = new Scores(model.items().size());
        }
        for (int i = 0; i < items.length; i++) {
            scores.add(model, items[i], weights[i]);
        }
        return scores;
    }

    private void giveBack(Scores scores) {
        scores.clear();
        if (idle.size() < IDLE_BUFFERS) {
            idle.offer(scores);
        }
    }

    private static Scored scored(Scores scores, int item) {
        return new Scored(
                item, scores.of(item), scores.strongestSource(item), scores.strongestPart(item));
    }

    /**
     * One item of an answer.
     *
     * @param item its number
     * @param because the item of the history that spoke for it most
     * @param part how much of the score that was
     */
    public record Scored(int item, float score, int because, float part) {

        Scored times(float bias) {
            return new Scored(item, score * bias, because, part * bias);
        }
    }
}
