package io.streamwheel.analysis.history;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * A site's past as a sparse matrix, visitors by items: one row per visitor, newest entry first, at
 * most one entry per visitor and item. Immutable by contract: the arrays are shared, for readers
 * only.
 *
 * @param items the dictionary: the id of each item number
 * @param rowStarts where each visitor's row begins; one longer than there are visitors
 * @param item item number of each entry
 * @param weight above 0
 * @param time the newest interaction of the pair, epoch milliseconds
 * @param first the oldest one; before {@code time} where the visitor came back to the item
 * @param kinds the {@link DeedKind}s of the pair, a bit for each
 * @param interactions how many interactions the entries were made of
 */
public record TrainingData(
        List<String> items,
        int[] rowStarts,
        int[] item,
        float[] weight,
        long[] time,
        long[] first,
        byte[] kinds,
        long interactions) {

    /** Pairs of one interaction each, all of the kind {@link DeedKind#LOOK}. */
    public TrainingData(
            List<String> items,
            int[] rowStarts,
            int[] item,
            float[] weight,
            long[] time,
            long interactions) {
        this(items, rowStarts, item, weight, time, time, looks(item.length), interactions);
    }

    private static byte[] looks(int size) {
        byte[] kinds = new byte[size];
        Arrays.fill(kinds, DeedKind.LOOK.bit());
        return kinds;
    }

    /** How many visitors have at least one entry or had one before a split. */
    public int visitors() {
        return rowStarts.length - 1;
    }

    /** How many (visitor, item) pairs there are. */
    public int entries() {
        return item.length;
    }

    /** The newest interaction, from which decay counts back; 0 when there is none. */
    public long newest() {
        long newest = item.length == 0 ? 0 : Long.MIN_VALUE;
        for (long each : time) {
            newest = Math.max(newest, each);
        }
        return newest;
    }

    /**
     * Past and future of every visitor: the newest {@code share} of a row is the future, so that a
     * visitor with one entry is all past. Cutting each row, and not the calendar, keeps every
     * visitor in the test; where most visitors come once, a date leaves few who have both.
     */
    public Split split(double share) {
        int[] kept = new int[rowStarts.length];
        int[] cut = new int[rowStarts.length];
        for (int v = 0; v < visitors(); v++) {
            int size = rowStarts[v + 1] - rowStarts[v];
            int future = (int) (size * share);
            cut[v + 1] = cut[v] + future;
            kept[v + 1] = kept[v] + size - future;
        }
        return new Split(part(kept, cut, false), part(cut, cut, true));
    }

    private TrainingData part(int[] starts, int[] cut, boolean newestPart) {
        int size = starts[visitors()];
        int[] items = new int[size];
        float[] weights = new float[size];
        long[] times = new long[size];
        long[] firsts = new long[size];
        byte[] kindsOf = new byte[size];
        for (int v = 0; v < visitors(); v++) {
            int from = newestPart ? rowStarts[v] : rowStarts[v] + cut[v + 1] - cut[v];
            int length = starts[v + 1] - starts[v];
            System.arraycopy(item, from, items, starts[v], length);
            System.arraycopy(weight, from, weights, starts[v], length);
            System.arraycopy(time, from, times, starts[v], length);
            System.arraycopy(first, from, firsts, starts[v], length);
            System.arraycopy(kinds, from, kindsOf, starts[v], length);
        }
        return new TrainingData(this.items, starts, items, weights, times, firsts, kindsOf, size);
    }

    /** What a model may learn from, and what it is asked about. Both share dictionary and rows. */
    public record Split(TrainingData past, TrainingData future) {}

    /**
     * Collects interactions in any order. Weights of a pair are added up and cut at {@code
     * maxPairWeight}, so that a page reloaded all day is no passion; a pair that comes to 0 or less
     * is none.
     */
    public static final class Collector {

        private static final float FORBIDDEN = Float.NEGATIVE_INFINITY;

        private final float maxPairWeight;
        private final Object2IntOpenHashMap<String> items = new Object2IntOpenHashMap<>();
        private final Object2IntOpenHashMap<String> visitors = new Object2IntOpenHashMap<>();
        private long[] pair = new long[1024];
        private float[] weight = new float[1024];
        private long[] time = new long[1024];
        private long[] first = new long[0];
        private byte[] kinds = new byte[1024];
        private int size;

        public Collector(float maxPairWeight) {
            if (!(maxPairWeight > 0)) {
                throw new IllegalArgumentException(
                        "maxPairWeight must be above 0: " + maxPairWeight);
            }
            this.maxPairWeight = maxPairWeight;
            items.defaultReturnValue(-1);
            visitors.defaultReturnValue(-1);
        }

        /**
         * @param visitor a name that is the same for all ids of one person
         * @param time epoch milliseconds
         */
        public void add(String visitor, String item, float weight, long time) {
            add(visitor, item, DeedKind.LOOK, weight, time);
        }

        /**
         * @param visitor a name that is the same for all ids of one person
         * @param time epoch milliseconds
         */
        public void add(String visitor, String item, DeedKind kind, float weight, long time) {
            put(visitor, item, kind.bit(), weight, time);
        }

        /** The visitor does not want the item, whatever else was done with it. */
        public void forbid(String visitor, String item) {
            put(visitor, item, (byte) 0, FORBIDDEN, Long.MIN_VALUE);
        }

        private void put(String visitor, String item, byte kind, float amount, long when) {
            if (size == pair.length) {
                int larger = size + (size >> 1);
                pair = Arrays.copyOf(pair, larger);
                weight = Arrays.copyOf(weight, larger);
                time = Arrays.copyOf(time, larger);
                kinds = Arrays.copyOf(kinds, larger);
            }
            pair[size] = (long) number(visitors, visitor) << 32 | number(items, item);
            weight[size] = amount;
            time[size] = when;
            kinds[size] = kind;
            size++;
        }

        private static int number(Object2IntOpenHashMap<String> numbers, String name) {
            int known = numbers.getInt(name);
            if (known < 0) {
                known = numbers.size();
                numbers.put(name, known);
            }
            return known;
        }

        /** The matrix. The collector is of no use afterwards. */
        public TrainingData collect() {
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            LongArrays.radixSortIndirect(order, Arrays.copyOf(pair, size), true);
            int merged = merge(order);
            return rows(merged);
        }

        /**
         * Entries of one pair become one, at the front of new arrays, in order of visitor and item.
         */
        private int merge(int[] order) {
            long[] pairs = new long[size];
            float[] weights = new float[size];
            long[] times = new long[size];
            long[] firsts = new long[size];
            byte[] kindsOf = new byte[size];
            int merged = 0;
            for (int i = 0; i < size; ) {
                long key = pair[order[i]];
                float sum = 0;
                long newest = Long.MIN_VALUE;
                long oldest = Long.MAX_VALUE;
                byte all = 0;
                for (; i < size && pair[order[i]] == key; i++) {
                    sum += weight[order[i]];
                    newest = Math.max(newest, time[order[i]]);
                    oldest = Math.min(oldest, time[order[i]]);
                    all |= kinds[order[i]];
                }
                if (sum > 0) {
                    pairs[merged] = key;
                    weights[merged] = Math.min(sum, maxPairWeight);
                    firsts[merged] = oldest;
                    kindsOf[merged] = all;
                    times[merged++] = newest;
                }
            }
            pair = pairs;
            weight = weights;
            time = times;
            first = firsts;
            kinds = kindsOf;
            return merged;
        }

        private TrainingData rows(int merged) {
            int[] starts = new int[visitors.size() + 1];
            for (int i = 0; i < merged; i++) {
                starts[(int) (pair[i] >>> 32) + 1]++;
            }
            for (int v = 0; v < visitors.size(); v++) {
                starts[v + 1] += starts[v];
            }
            int[] order = new int[merged];
            Arrays.setAll(order, i -> i);
            for (int v = 0; v < visitors.size(); v++) {
                IntArrays.quickSort(
                        order,
                        starts[v],
                        starts[v + 1],
                        (a, b) ->
                                time[a] != time[b]
                                        ? Long.compare(time[b], time[a])
                                        : Long.compare(pair[a], pair[b]));
            }
            int[] item = new int[merged];
            float[] weights = new float[merged];
            long[] times = new long[merged];
            long[] firsts = new long[merged];
            byte[] kindsOf = new byte[merged];
            for (int i = 0; i < merged; i++) {
                item[i] = (int) pair[order[i]];
                weights[i] = weight[order[i]];
                times[i] = time[order[i]];
                firsts[i] = first[order[i]];
                kindsOf[i] = kinds[order[i]];
            }
            return new TrainingData(names(), starts, item, weights, times, firsts, kindsOf, size);
        }

        private List<String> names() {
            String[] names = new String[items.size()];
            items.object2IntEntrySet().fastForEach(e -> names[e.getIntValue()] = e.getKey());
            return List.of(names);
        }
    }
}
