package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Asks for a list for each test visitor, from the past only, with all items but those of that past
 * as candidates, and compares it with the future. Ranking a sample of the items instead would bend
 * the order of the candidates (Krichene and Rendle, KDD 2020).
 */
final class Evaluation {

    private static final int NDCG_AT = 10;
    private static final int RECALL_AT = 20;

    private final TrainingData past;
    private final TrainingData future;
    private final int[] visitors;
    private final Duration historyHalfLife;

    /**
     * Asks at most {@code maxVisitors}, evenly chosen, so that a build gives the same each time.
     */
    Evaluation(TrainingData.Split split, int maxVisitors, Duration historyHalfLife) {
        this.historyHalfLife = historyHalfLife;
        past = split.past();
        future = split.future();
        int[] all = new int[past.visitors()];
        int count = 0;
        for (int v = 0; v < all.length; v++) {
            if (size(past, v) > 0 && size(future, v) > 0) {
                all[count++] = v;
            }
        }
        int asked = Math.min(count, maxVisitors);
        visitors = new int[asked];
        for (int i = 0; i < asked; i++) {
            visitors[i] = all[(int) ((long) i * count / asked)];
        }
    }

    /** What candidates may learn from. */
    TrainingData past() {
        return past;
    }

    /** How many visitors have past and future. */
    int visitors() {
        return visitors.length;
    }

    Result score(String name, PopularityModel popularity, double seconds) {
        ItemDictionary items = new ItemDictionary(past.items());
        int[] ranked = popularity.items().stream().mapToInt(items::number).toArray();
        return score(
                name,
                seconds,
                (v, allowed) -> Arrays.stream(ranked).filter(allowed).limit(RECALL_AT).toArray());
    }

    Result score(ItemItemScorer scorer, double seconds) {
        return score(
                scorer.model().name(),
                seconds,
                (v, allowed) -> {
                    int from = past.rowStarts()[v];
                    int to = past.rowStarts()[v + 1];
                    List<Scored> best =
                            scorer.best(
                                    Arrays.copyOfRange(past.item(), from, to),
                                    weights(from, to),
                                    RECALL_AT,
                                    allowed);
                    return best.stream().mapToInt(Scored::item).toArray();
                });
    }

    private Result score(String name, double seconds, Lists lists) {
        double sum = 0;
        double[] ndcg = new double[visitors.length];
        double recall = 0;
        boolean[] shown = new boolean[past.items().size()];
        boolean[] seen = new boolean[shown.length];
        boolean[] wanted = new boolean[shown.length];
        for (int i = 0; i < visitors.length; i++) {
            int v = visitors[i];
            mark(seen, past, v, true);
            mark(wanted, future, v, true);
            int[] list = lists.list(v, item -> !seen[item]);
            double gain = 0;
            int hits = 0;
            for (int rank = 0; rank < list.length; rank++) {
                shown[list[rank]] = true;
                if (wanted[list[rank]]) {
                    hits++;
                    gain += rank < NDCG_AT ? discount(rank) : 0;
                }
            }
            ndcg[i] = gain / bestGain(size(future, v));
            sum += ndcg[i];
            recall += (double) hits / size(future, v);
            mark(seen, past, v, false);
            mark(wanted, future, v, false);
        }
        int covered = 0;
        for (boolean each : shown) {
            covered += each ? 1 : 0;
        }
        int asked = Math.max(1, visitors.length);
        double coverage = (double) covered / Math.max(1, shown.length);
        return new Result(
                new ScoreCard.Score(name, sum / asked, recall / asked, coverage, seconds), ndcg);
    }

    /** Weighed as for an answer: faded from the visitor's own newest entry. */
    private float[] weights(int from, int to) {
        Decay decay = new Decay(past.time()[from], historyHalfLife);
        float[] weights = new float[to - from];
        for (int at = from; at < to; at++) {
            weights[at - from] = past.weight()[at] * decay.at(past.time()[at]);
        }
        return weights;
    }

    private static void mark(boolean[] marks, TrainingData data, int visitor, boolean mark) {
        for (int at = data.rowStarts()[visitor]; at < data.rowStarts()[visitor + 1]; at++) {
            marks[data.item()[at]] = mark;
        }
    }

    private static int size(TrainingData data, int visitor) {
        return data.rowStarts()[visitor + 1] - data.rowStarts()[visitor];
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2);
    }

    private static double bestGain(int wanted) {
        double gain = 0;
        for (int rank = 0; rank < Math.min(NDCG_AT, wanted); rank++) {
            gain += discount(rank);
        }
        return gain;
    }

    /** The list for a visitor: numbers of allowed items, best first. */
    private interface Lists {
        int[] list(int visitor, IntPredicate allowed);
    }

    /**
     * @param ndcg of each visitor, in the same order for every candidate
     */
    record Result(ScoreCard.Score score, double[] ndcg) {

        /**
         * By how much this is better than another, in standard errors of the mean difference per
         * visitor. Between -1 and 1 it may be chance.
         */
        double lead(Result other) {
            double mean = score.ndcgAt10() - other.score.ndcgAt10();
            double squares = 0;
            for (int i = 0; i < ndcg.length; i++) {
                double off = ndcg[i] - other.ndcg[i] - mean;
                squares += off * off;
            }
            double error = Math.sqrt(squares) / Math.max(1, ndcg.length);
            return mean == 0 ? 0 : mean / Math.max(error, 1e-12);
        }
    }
}
