package io.streamwheel.analysis.model.popularity;

import io.streamwheel.analysis.model.itemitem.Checksum;
import java.util.List;

/**
 * Items by how much everybody wants them, best first. Immutable.
 *
 * @param items ids, no id twice
 * @param scores falling, one for each item
 */
public record PopularityModel(List<String> items, float[] scores) {

    /** Nobody has done anything yet. */
    public static final PopularityModel EMPTY = new PopularityModel(List.of(), new float[0]);

    public PopularityModel {
        items = List.copyOf(items);
        if (items.size() != scores.length) {
            throw new IllegalArgumentException(
                    items.size() + " items need as many scores: " + scores.length);
        }
    }

    /** How many items are ranked. */
    public int size() {
        return items.size();
    }

    /** Changes with every item, score and rank. */
    public long checksum() {
        Checksum sum = new Checksum();
        for (int rank = 0; rank < scores.length; rank++) {
            sum.add(String.valueOf(rank), items.get(rank), scores[rank]);
        }
        return sum.value();
    }
}
