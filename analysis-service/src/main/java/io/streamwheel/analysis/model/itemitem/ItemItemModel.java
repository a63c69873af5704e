package io.streamwheel.analysis.model.itemitem;

import java.util.Collection;

/**
 * An item-to-item weight matrix, sparse, the strongest weights of each row, best first. Immutable,
 * so that serving needs no lock. Weights may be negative: a neighbor that speaks against.
 *
 * <p>Kept as compressed sparse rows: the neighbors of item {@code i} are {@code
 * neighbors[offsets[i] .. offsets[i + 1])}.
 */
public final class ItemItemModel {

    private final String name;
    private final ItemDictionary items;
    private final int[] offsets;
    private final int[] neighbors;
    private final float[] scores;

    private ItemItemModel(
            String name, ItemDictionary items, int[] offsets, int[] neighbors, float[] scores) {
        this.name = name;
        this.items = items;
        this.offsets = offsets;
        this.neighbors = neighbors;
        this.scores = scores;
    }

    /**
     * The model of some rows, one for each item of the dictionary.
     *
     * @throws IllegalArgumentException when rows and dictionary do not fit, or a weight is not
     *     finite
     */
    public static ItemItemModel of(
            String name, ItemDictionary items, Collection<Neighborhood> rows) {
        if (rows.size() != items.size()) {
            throw new IllegalArgumentException(
                    items.size() + " items need as many rows: " + rows.size());
        }
        int[] offsets = new int[items.size() + 1];
        int i = 0;
        for (Neighborhood row : rows) {
            offsets[i + 1] = offsets[i] + row.size();
            i++;
        }
        int[] neighbors = new int[offsets[items.size()]];
        float[] scores = new float[neighbors.length];
        i = 0;
        for (Neighborhood row : rows) {
            System.arraycopy(row.items(), 0, neighbors, offsets[i], row.size());
            System.arraycopy(row.scores(), 0, scores, offsets[i], row.size());
            i++;
        }
        for (int at = 0; at < scores.length; at++) {
            if (!Float.isFinite(scores[at]) || neighbors[at] < 0 || neighbors[at] >= items.size()) {
                throw new IllegalArgumentException(
                        "a neighbor must be an item with a finite weight: "
                                + neighbors[at]
                                + ", "
                                + scores[at]);
            }
        }
        return new ItemItemModel(name, items, offsets, neighbors, scores);
    }

    /** What the trainer calls itself. */
    public String name() {
        return name;
    }

    public ItemDictionary items() {
        return items;
    }

    /** How many weights there are. */
    public int size() {
        return neighbors.length;
    }

    /** Where the row of an item begins; its end is the start of the next. */
    public int start(int item) {
        return offsets[item];
    }

    /** The neighbor at a place of the matrix. */
    public int neighbor(int at) {
        return neighbors[at];
    }

    /** The weight at a place of the matrix. */
    public float score(int at) {
        return scores[at];
    }

    /** The weight of one pair, 0 where there is none. Looks through the row. */
    public float weight(int item, int neighbor) {
        for (int at = offsets[item]; at < offsets[item + 1]; at++) {
            if (neighbors[at] == neighbor) {
                return scores[at];
            }
        }
        return 0;
    }

    /** The same for the same weights, in whatever order they are read back. */
    public long checksum() {
        Checksum sum = new Checksum();
        for (int item = 0; item < items.size(); item++) {
            for (int at = offsets[item]; at < offsets[item + 1]; at++) {
                sum.add(items.id(item), items.id(neighbors[at]), scores[at]);
            }
        }
        return sum.value();
    }
}
