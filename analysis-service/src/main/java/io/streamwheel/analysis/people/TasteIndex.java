package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has the same taste: the cosine of two people's histories, in which an item weighs less the
 * more people have it (inverse frequency, Salton and Buckley, 1988). Found over lists of people by
 * item, which are ordered by how much each adds (Anh and Moffat, 2006), so that the lists of
 * best-sellers may be cut. Immutable: replaced as a whole.
 *
 * <p>A question reads at most {@link #MOST_ITEMS} items of the asker and {@link #LONGEST_LIST}
 * people of each, and compares the best of these in full. 16 bytes an entry.
 */
public final class TasteIndex {

    /** Nobody did anything. */
    static final TasteIndex EMPTY = new Collector(1).collect();

    static final int MOST_ITEMS = 200;
    static final int LONGEST_LIST = 2_000;

    private static final int COMPARED = 4;

    private final Dictionary peopleNumbers;
    private final Dictionary itemNumbers;
    private final String[] people;
    private final String[] items;
    private final float[] rarity;
    private final int[] rowStarts;
    private final int[] item;
    private final float[] share;
    private final int[] listStarts;
    private final int[] person;
    private final float[] personShare;

    private TasteIndex(
            Dictionary peopleNumbers,
            Dictionary itemNumbers,
            float[] rarity,
            int[] rowStarts,
            int[] item,
            float[] share) {
        this.peopleNumbers = peopleNumbers;
        this.itemNumbers = itemNumbers;
        people = peopleNumbers.names();
        items = itemNumbers.names();
        this.rarity = rarity;
        this.rowStarts = rowStarts;
        this.item = item;
        this.share = share;
        listStarts = new int[items.length + 1];
        person = new int[item.length];
        personShare = new float[item.length];
        invert();
    }

    private void invert() {
        for (int each : item) {
            listStarts[each + 1]++;
        }
        for (int i = 0; i < items.length; i++) {
            listStarts[i + 1] += listStarts[i];
        }
        int[] next = listStarts.clone();
        for (int p = 0; p < people.length; p++) {
            for (int at = rowStarts[p]; at < rowStarts[p + 1]; at++) {
                int place = next[item[at]]++;
                person[place] = p;
                personShare[place] = share[at];
            }
        }
        for (int i = 0; i < items.length; i++) {
            mostFirst(listStarts[i], listStarts[i + 1]);
        }
    }

    private void mostFirst(int from, int to) {
        int[] order = new int[to - from];
        Arrays.setAll(order, i -> from + i);
        IntArrays.quickSort(
                order,
                (a, b) ->
                        personShare[a] != personShare[b]
                                ? Float.compare(personShare[b], personShare[a])
                                : Integer.compare(person[a], person[b]));
        int[] sorted = new int[order.length];
        float[] shares = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = person[order[i]];
            shares[i] = personShare[order[i]];
        }
        System.arraycopy(sorted, 0, person, from, sorted.length);
        System.arraycopy(shares, 0, personShare, from, shares.length);
    }

    /** How many people there are. */
    public int people() {
        return people.length;
    }

    /**
     * @param score the cosine, above 0
     * @param items what both have, the rarest first
     */
    record Alike(String person, double score, List<String> items) {}

    /**
     * Those who are most alike, best first.
     *
     * @param taste the asker's weight of each item
     * @param most how many at most
     */
    List<Alike> alike(Map<String, Float> taste, Set<String> leftOut, int most) {
        Map<Integer, Double> asker = shares(taste);
        Int2DoubleOpenHashMap sums = new Int2DoubleOpenHashMap();
        asker.forEach((number, part) -> {
            int from = listStarts[number];
            int to = Math.min(listStarts[number + 1], from + LONGEST_LIST);
            for (int at = from; at < to; at++) {
                sums.addTo(person[at], part * personShare[at]);
            }
        });
        int[] found = sums.keySet().toIntArray();
        IntArrays.quickSort(
                found,
                (a, b) -> {
                    int more = Double.compare(sums.get(b), sums.get(a));
                    return more != 0 ? more : people[a].compareTo(people[b]);
                });
        List<Alike> alike = new ArrayList<>();
        int compared = (int) Math.min(found.length, (long) COMPARED * most + leftOut.size());
        for (int i = 0; i < compared; i++) {
            if (!leftOut.contains(people[found[i]])) {
                alike.add(compare(asker, found[i]));
            }
        }
        alike.sort(
                Comparator.comparingDouble(Alike::score).reversed().thenComparing(Alike::person));
        return alike.size() > most ? List.copyOf(alike.subList(0, most)) : alike;
    }

    /**
     * Of the asker's items that are known here, those that say the most; their squares add to 1.
     */
    private Map<Integer, Double> shares(Map<String, Float> taste) {
        Map<Integer, Double> weights = new HashMap<>();
        double squares = 0;
        for (Map.Entry<String, Float> each : taste.entrySet()) {
            int number = itemNumbers.find(each.getKey());
            // What nobody else has makes the asker less like everybody, and so like nobody less.
            double weight =
                    each.getValue()
                            * (number < 0 ? rarity(0, people.length) : (double) rarity[number]);
            squares += weight * weight;
            if (number >= 0 && weight > 0) {
                weights.put(number, weight);
            }
        }
        double length = Math.sqrt(squares);
        Map<Integer, Double> shares = new HashMap<>();
        weights.entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ITEMS)
                .forEach(each -> shares.put(each.getKey(), each.getValue() / length));
        return shares;
    }

    private Alike compare(Map<Integer, Double> asker, int other) {
        double sum = 0;
        List<Integer> both = new ArrayList<>();
        for (int at = rowStarts[other]; at < rowStarts[other + 1]; at++) {
            Double part = asker.get(item[at]);
            if (part != null) {
                sum += part * share[at];
                both.add(item[at]);
            }
        }
        both.sort(
                Comparator.<Integer>comparingDouble(each -> -rarity[each])
                        .thenComparing(each -> items[each]));
        return new Alike(people[other], sum, both.stream().map(each -> items[each]).toList());
    }

    private static float rarity(int having, int people) {
        return (float) Math.log(1 + people / (having + 1.0));
    }

    /** Collects interactions, the newest first. */
    public static final class Collector {

        private final Dictionary people = new Dictionary();
        private final Dictionary items = new Dictionary();
        private final float most;
        private long[] pair = new long[1024];
        private float[] weight = new float[1024];
        private int size;

        /**
         * @param most what a person's weight of an item is cut at
         */
        public Collector(float most) {
            this.most = most;
        }

        public void add(String person, String item, float by) {
            if (size == pair.length) {
                pair = Arrays.copyOf(pair, size + (size >> 1));
                weight = Arrays.copyOf(weight, pair.length);
            }
            pair[size] = (long) people.number(person) << 32 | items.number(item);
            weight[size++] = by;
        }

        /** The index. The collector is of no use afterwards. */
        public TasteIndex collect() {
            merge();
            String[] names = items.names();
            int[] having = new int[names.length];
            for (int i = 0; i < size; i++) {
                having[(int) pair[i]]++;
            }
            int number = people.names().length;
            float[] rarity = new float[names.length];
            for (int i = 0; i < names.length; i++) {
                rarity[i] = rarity(having[i], number);
            }
            return rows(rarity, number);
        }

        private void merge() {
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            LongArrays.radixSortIndirect(order, Arrays.copyOf(pair, size), true);
            long[] pairs = new long[size];
            float[] weights = new float[size];
            int merged = 0;
            for (int i = 0; i < size; ) {
                long key = pair[order[i]];
                float sum = 0;
                for (; i < size && pair[order[i]] == key; i++) {
                    sum += weight[order[i]];
                }
                if (sum > 0) {
                    pairs[merged] = key;
                    weights[merged++] = Math.min(sum, most);
                }
            }
            pair = pairs;
            weight = weights;
            size = merged;
        }

        private TasteIndex rows(float[] rarity, int number) {
            int[] starts = new int[number + 1];
            int[] item = new int[size];
            float[] share = new float[size];
            for (int i = 0; i < size; i++) {
                starts[(int) (pair[i] >>> 32) + 1]++;
                item[i] = (int) pair[i];
                share[i] = weight[i] * rarity[item[i]];
            }
            for (int p = 0; p < number; p++) {
                starts[p + 1] += starts[p];
                double squares = 0;
                for (int at = starts[p]; at < starts[p + 1]; at++) {
                    squares += (double) share[at] * share[at];
                }
                for (int at = starts[p]; at < starts[p + 1]; at++) {
                    share[at] /= (float) Math.sqrt(squares);
                }
            }
            return new TasteIndex(people, items, rarity, starts, item, share);
        }
    }
}
