package io.streamwheel.analysis.model;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.model.popularity.PopularityTrainer;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Asks for a list for each test visitor, from the past only, with all items but those of that past
 * as candidates, and compares it with the future. Ranking a sample of the items instead would bend
 * the order of the candidates (Krichene and Rendle, KDD 2020).
 *
 * <p>A pair of visitor and item lies in the past or in the future, by its newest interaction. So an
 * item that a visitor had before and comes back to is wanted, and no candidate is told that it was
 * had; {@link #repeats} is the one list that may name such items by what was known of them.
 */
public final class Evaluation {

    static final double ERROR = 0.05;

    /** How long the lists are. */
    public static final int LONG = 20;

    private final TrainingData past;
    private final TrainingData future;
    private final int[] visitors;
    private final double[] information;
    private final Duration historyHalfLife;

    /**
     * Asks at most {@code maxVisitors}, evenly chosen, so that a build gives the same each time.
     *
     * @param historyHalfLife how fast a visitor's history fades when a model is asked
     */
    public Evaluation(TrainingData.Split split, int maxVisitors, Duration historyHalfLife) {
        this.historyHalfLife = historyHalfLife;
        past = split.past();
        future = split.future();
        information = information(past);
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
    public TrainingData past() {
        return past;
    }

    /** How many visitors have past and future. */
    public int visitors() {
        return visitors.length;
    }

    /** Who is asked, by their rows, in order. */
    public int[] asked() {
        return visitors.clone();
    }

    /**
     * Scores lists from anywhere, by the same rules as those of a candidate.
     *
     * @param lists one for each of {@link #asked()}: numbers of items, best first
     * @param seconds that the training took
     * @throws IllegalArgumentException when they are not as many as were asked, or one is too long,
     *     has an item twice, one that the visitor had in the past, or none of the dictionary
     */
    public ScoreCard.Score score(String name, int[][] lists, double seconds) {
        if (lists.length != visitors.length) {
            throw new IllegalArgumentException(
                    "%s gives %d lists for %d visitors"
                            .formatted(name, lists.length, visitors.length));
        }
        int[] next = new int[1];
        return score(name, "", seconds, (v, allowed) -> checked(name, v, lists[next[0]++], allowed))
                .score();
    }

    private int[] checked(String name, int visitor, int[] list, IntPredicate allowed) {
        if (list.length > LONG || Arrays.stream(list).distinct().count() < list.length) {
            throw new IllegalArgumentException(
                    "%s: the list of visitor %d must be at most %d different items: %s"
                            .formatted(name, visitor, LONG, Arrays.toString(list)));
        }
        for (int item : list) {
            if (item < 0 || item >= past.items().size() || !allowed.test(item)) {
                throw new IllegalArgumentException(
                        "%s: item %d of visitor %d is unknown, or was had in the past"
                                .formatted(name, item, visitor));
            }
        }
        return list;
    }

    /** How well popularity does, which all are compared with. */
    public ScoreCard.Score popularity(Duration halfLife) {
        return score(Candidates.POPULARITY, new PopularityTrainer(halfLife).train(past)).score();
    }

    Result score(String name, PopularityModel popularity) {
        ItemDictionary items = new ItemDictionary(past.items());
        int[] ranked = popularity.items().stream().mapToInt(items::number).toArray();
        return score(
                name,
                "",
                0,
                (v, allowed) -> Arrays.stream(ranked).filter(allowed).limit(LONG).toArray());
    }

    Result score(ItemItemScorer scorer, String parameters, double seconds) {
        return score(
                scorer.model().name(),
                parameters,
                seconds,
                (v, allowed) -> list(scorer, past, v, historyHalfLife, allowed));
    }

    /**
     * The list of a visitor, from that visitor's row: numbers of items, best first.
     *
     * @param historyHalfLife how fast the row fades, from its newest entry
     */
    public static int[] list(
            ItemItemScorer scorer,
            TrainingData past,
            int visitor,
            Duration historyHalfLife,
            IntPredicate allowed) {
        int from = past.rowStarts()[visitor];
        int to = past.rowStarts()[visitor + 1];
        Decay decay = new Decay(past.time()[from], historyHalfLife);
        float[] weights = new float[to - from];
        for (int at = from; at < to; at++) {
            weights[at - from] = past.weight()[at] * decay.at(past.time()[at]);
        }
        List<Scored> best =
                scorer.best(Arrays.copyOfRange(past.item(), from, to), weights, LONG, allowed);
        return best.stream().mapToInt(Scored::item).toArray();
    }

    /**
     * How far one comes with what the visitor has had already: those items and no others, the one
     * found last first. Found, because of an item of the future only the first interaction is known
     * to lie before it; when and how often it was had until then is not in the data.
     */
    Result repeats(String name) {
        return score(name, "", 0, (v, allowed) -> known(v));
    }

    private int[] known(int visitor) {
        int[] items = new int[size(past, visitor) + size(future, visitor)];
        long[] found = new long[items.length];
        int count = 0;
        for (int at = past.rowStarts()[visitor]; at < past.rowStarts()[visitor + 1]; at++) {
            items[count] = past.item()[at];
            found[count++] = past.first()[at];
        }
        for (int at = future.rowStarts()[visitor]; at < future.rowStarts()[visitor + 1]; at++) {
            if (returned(visitor, at)) {
                items[count] = future.item()[at];
                found[count++] = future.first()[at];
            }
        }
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        IntArrays.mergeSort(
                order,
                (a, b) ->
                        found[a] != found[b]
                                ? Long.compare(found[b], found[a])
                                : Integer.compare(items[a], items[b]));
        return Arrays.stream(order).limit(LONG).map(i -> items[i]).toArray();
    }

    /**
     * Share of the future that is a return to an item known before that visitor's future began,
     * mean over visitors. A purchase minutes after the view is one too.
     */
    public double returns() {
        double sum = 0;
        for (int v : visitors) {
            int returned = 0;
            for (int at = future.rowStarts()[v]; at < future.rowStarts()[v + 1]; at++) {
                returned += returned(v, at) ? 1 : 0;
            }
            sum += (double) returned / size(future, v);
        }
        return sum / Math.max(1, visitors.length);
    }

    /** Rows are newest first, so the last entry of the future is where that began. */
    private boolean returned(int visitor, int at) {
        return future.first()[at] < future.time()[future.rowStarts()[visitor + 1] - 1];
    }

    private Result score(String name, String parameters, double seconds, Lists lists) {
        Tally tally = new Tally(visitors.length, information);
        boolean[] seen = new boolean[past.items().size()];
        boolean[] wanted = new boolean[seen.length];
        for (int i = 0; i < visitors.length; i++) {
            Interruption.check();
            int v = visitors[i];
            mark(seen, past, v, true);
            mark(wanted, future, v, true);
            tally.take(i, lists.list(v, item -> !seen[item]), wanted, size(future, v));
            mark(seen, past, v, false);
            mark(wanted, future, v, false);
        }
        return tally.result(name, parameters, seconds);
    }

    /** Bits of each item; one that nobody of the past had counts as one that one had. */
    private static double[] information(TrainingData past) {
        double[] bits = new double[past.items().size()];
        for (int item : past.item()) {
            bits[item]++;
        }
        int someone = 0;
        for (int v = 0; v < past.visitors(); v++) {
            someone += size(past, v) > 0 ? 1 : 0;
        }
        for (int item = 0; item < bits.length; item++) {
            bits[item] = Math.log(Math.max(1, someone) / Math.max(1, bits[item])) / Math.log(2);
        }
        return bits;
    }

    private static void mark(boolean[] marks, TrainingData data, int visitor, boolean mark) {
        for (int at = data.rowStarts()[visitor]; at < data.rowStarts()[visitor + 1]; at++) {
            marks[data.item()[at]] = mark;
        }
    }

    private static int size(TrainingData data, int visitor) {
        return data.rowStarts()[visitor + 1] - data.rowStarts()[visitor];
    }

    /** The list for a visitor: numbers of items, best first. */
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
            for (double each : ahead(other)) {
                squares += (each - mean) * (each - mean);
            }
            double error = Math.sqrt(squares) / Math.max(1, ndcg.length);
            return mean == 0 ? 0 : mean / Math.max(error, 1e-12);
        }

        /**
         * Whether this is better than another by more than chance: the interval of the mean
         * difference per visitor lies above 0.
         *
         * @param error how often that may happen to one that is not
         */
        boolean beats(Result other, double error) {
            return Bootstrap.intervals(error, ahead(other))[0].low() > 0;
        }

        private double[] ahead(Result other) {
            double[] ahead = new double[ndcg.length];
            Arrays.setAll(ahead, i -> ndcg[i] - other.ndcg[i]);
            return ahead;
        }
    }
}
