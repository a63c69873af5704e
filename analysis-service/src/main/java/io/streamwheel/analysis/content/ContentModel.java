package io.streamwheel.analysis.content;

import io.streamwheel.analysis.catalogue.Card;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.Int2FloatOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items by their words, categories and properties, weighed by TF-IDF (Salton and Buckley:
 * "Term-weighting approaches in automatic text retrieval", 1988) and compared by cosine. A term
 * that only one item has, or more than {@link #MOST_OF_ALL} of a large catalogue, says nothing of
 * likeness and has no postings. Immutable.
 *
 * <p>Postings are compressed sparse rows: the items of term {@code t} are {@code
 * postings[offsets[t] .. offsets[t + 1])}.
 */
public final class ContentModel {

    /** More items than this are left out, the longest unchanged first. */
    static final int MOST_ITEMS = 200_000;

    /** The newest items, which {@link #newest} has. */
    static final int MOST_NEWEST = 1_000;

    private static final int MAX_TERMS = 64;
    private static final int MAX_TERMS_OF_ALL = 256;
    private static final int LARGE = 1_000;
    private static final double MOST_OF_ALL = 0.5;

    /** Nothing is known of any item. */
    public static final ContentModel EMPTY = of(List.of());

    private final List<Card> items;
    private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<String> terms;
    private final Set<String> frequent = new HashSet<>();
    private final double rarest;
    private final float[] idf;
    private final int[] offsets;
    private final int[] postings;
    private final float[] weights;
    private final ContentVector[] vectors;
    private final List<Card> newest;

    private ContentModel(List<Card> items) {
        this.items = items;
        numbers.defaultReturnValue(-1);
        for (int i = 0; i < items.size(); i++) {
            numbers.put(items.get(i).item().itemId(), i);
        }
        Object2IntOpenHashMap<String> frequencies = new Object2IntOpenHashMap<>();
        for (Card each : items) {
            Terms.of(each).forEach(term -> frequencies.addTo(term, 1));
        }
        int most = items.size() < LARGE ? Integer.MAX_VALUE : (int) (MOST_OF_ALL * items.size());
        terms = new Object2IntOpenHashMap<>();
        terms.defaultReturnValue(-1);
        FloatArrayList weighed = new FloatArrayList();
        rarest = Math.log1p(items.size());
        frequencies
                .object2IntEntrySet()
                .fastForEach(each -> {
                    if (each.getIntValue() > 1 && each.getIntValue() <= most) {
                        terms.put(each.getKey(), weighed.size());
                        double rare = Math.log1p((double) items.size() / each.getIntValue());
                        weighed.add((float) (rare * Terms.weight(each.getKey())));
                    } else if (each.getIntValue() > most) {
                        frequent.add(each.getKey());
                    }
                });
        idf = weighed.toFloatArray();
        vectors = new ContentVector[items.size()];
        offsets = new int[idf.length + 1];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = vector(items.get(i));
            for (int term : vectors[i].terms()) {
                offsets[term + 1]++;
            }
        }
        for (int t = 0; t < idf.length; t++) {
            offsets[t + 1] += offsets[t];
        }
        postings = new int[offsets[idf.length]];
        weights = new float[postings.length];
        int[] next = offsets.clone();
        for (int i = 0; i < vectors.length; i++) {
            for (int k = 0; k < vectors[i].terms().length; k++) {
                int at = next[vectors[i].terms()[k]]++;
                postings[at] = i;
                weights[at] = vectors[i].weights()[k];
            }
        }
        Comparator<Card> byAge =
                Comparator.comparing((Card each) -> each.item().createdAt())
                        .reversed()
                        .thenComparing(each -> each.item().itemId());
        newest = items.stream().sorted(byAge).limit(MOST_NEWEST).toList();
    }

    /** Of the items that are not deleted. */
    public static ContentModel of(Collection<Card> cards) {
        List<Card> items = new ArrayList<>(cards);
        items.removeIf(each -> each.item().deleted());
        items.sort(
                Comparator.comparing((Card each) -> each.item().updatedAt())
                        .reversed()
                        .thenComparing(each -> each.item().itemId()));
        return new ContentModel(
                items.size() > MOST_ITEMS ? List.copyOf(items.subList(0, MOST_ITEMS)) : items);
    }

    public int size() {
        return items.size();
    }

    /** The newest items that were first heard of after that moment, newest first. */
    public List<Card> newest(Instant after) {
        int size = 0;
        while (size < newest.size() && newest.get(size).item().createdAt().isAfter(after)) {
            size++;
        }
        return newest.subList(0, size);
    }

    /**
     * In the terms that are known here, also of an item that is not; the heaviest 64. What it alone
     * has makes it longer, and so less like all others.
     */
    private ContentVector vector(Card card) {
        int[] known = new int[MAX_TERMS_OF_ALL];
        int size = 0;
        double squares = 0;
        for (String term : Terms.of(card)) {
            int number = terms.getInt(term);
            if (number >= 0 && size < known.length) {
                known[size++] = number;
                squares += (double) idf[number] * idf[number];
            } else if (!frequent.contains(term)) {
                squares += rarest * rarest;
            }
        }
        known = Arrays.copyOf(known, size);
        if (size > MAX_TERMS) {
            IntArrays.quickSort(
                    known,
                    (a, b) ->
                            idf[a] != idf[b]
                                    ? Float.compare(idf[b], idf[a])
                                    : Integer.compare(a, b));
            known = Arrays.copyOf(known, MAX_TERMS);
        }
        IntArrays.quickSort(known);
        float length = (float) Math.sqrt(squares);
        float[] weights = new float[known.length];
        for (int i = 0; i < known.length; i++) {
            weights[i] = idf[known[i]] / length;
        }
        return new ContentVector(known, weights);
    }

    /** What somebody likes, in the terms of this model. */
    public ContentTaste taste(List<Liked> liked) {
        List<ContentVector> each = new ArrayList<>(liked.size());
        Int2FloatOpenHashMap sums = new Int2FloatOpenHashMap();
        for (Liked one : liked) {
            ContentVector vector = known(one.card());
            each.add(vector);
            for (int k = 0; k < vector.terms().length; k++) {
                sums.addTo(vector.terms()[k], one.weight() * vector.weights()[k]);
            }
        }
        int[] heaviest = sums.keySet().toIntArray();
        if (heaviest.length > MAX_TERMS) {
            IntArrays.quickSort(
                    heaviest,
                    (a, b) ->
                            sums.get(a) != sums.get(b)
                                    ? Float.compare(sums.get(b), sums.get(a))
                                    : Integer.compare(a, b));
            heaviest = Arrays.copyOf(heaviest, MAX_TERMS);
        }
        IntArrays.quickSort(heaviest);
        float[] weights = new float[heaviest.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sums.get(heaviest[i]);
        }
        return new ContentTaste(liked, each, ContentVector.ofLengthOne(heaviest, weights));
    }

    private ContentVector known(Card card) {
        int number = numbers.getInt(card.item().itemId());
        return number >= 0 && items.get(number).equals(card) ? vectors[number] : vector(card);
    }

    /**
     * The items that are most like a taste, best first; not those that the taste is made of.
     *
     * @param least an item is like a taste when its cosine with one of its items is as much
     * @param allowed which may be in the answer
     */
    public List<Alike> best(ContentTaste taste, int limit, float least, Predicate<Card> allowed) {
        float[] scores = new float[items.size()];
        ContentVector sum = taste.sum();
        for (int k = 0; k < sum.terms().length; k++) {
            int end = offsets[sum.terms()[k] + 1];
            for (int at = offsets[sum.terms()[k]]; at < end; at++) {
                scores[postings[at]] += weights[at] * sum.weights()[k];
            }
        }
        PriorityQueue<Alike> best = new PriorityQueue<>(Alike.WORST_FIRST);
        for (int i = 0; i < scores.length; i++) {
            boolean fits =
                    best.size() < limit || (!best.isEmpty() && scores[i] >= best.peek().score());
            if (scores[i] > 0 && fits) {
                Alike alike = taste.of(items.get(i), vectors[i]);
                if (alike.closest() >= least
                        && !taste.has(alike.itemId())
                        && allowed.test(items.get(i))) {
                    best.add(alike);
                    if (best.size() > limit) {
                        best.poll();
                    }
                }
            }
        }
        List<Alike> sorted = new ArrayList<>(best);
        sorted.sort(Alike.WORST_FIRST.reversed());
        return sorted;
    }

    /** How an item, of this model or not, is like a taste. */
    public Alike like(ContentTaste taste, Card card) {
        return taste.of(card, known(card));
    }

    /**
     * An item of a taste.
     *
     * @param weight above 0
     */
    public record Liked(Card card, float weight) {}

    /**
     * How an item is like a taste.
     *
     * @param score the cosine with the whole taste, 0 to 1
     * @param because the item of the taste that speaks for it most; {@code null} where none does
     * @param part how much of the score that is
     * @param closest the highest cosine with an item of the taste
     */
    public record Alike(
            String itemId, float score, @Nullable String because, float part, float closest) {

        static final Comparator<Alike> WORST_FIRST =
                Comparator.comparingDouble(Alike::score)
                        .thenComparing(Alike::itemId, Comparator.reverseOrder());
    }
}
