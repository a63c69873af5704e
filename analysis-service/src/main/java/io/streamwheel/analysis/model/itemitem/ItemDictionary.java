package io.streamwheel.analysis.model.itemitem;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;

/** The number of each item id and back. Immutable. */
public final class ItemDictionary {

    private final String[] ids;
    private final Object2IntOpenHashMap<String> numbers;

    /** Item {@code i} of the list gets number {@code i}. No id twice. */
    public ItemDictionary(List<String> items) {
        ids = items.toArray(String[]::new);
        numbers = new Object2IntOpenHashMap<>(ids.length);
        numbers.defaultReturnValue(-1);
        for (int i = 0; i < ids.length; i++) {
            if (numbers.put(ids[i], i) >= 0) {
                throw new IllegalArgumentException("an item is twice in the dictionary: " + ids[i]);
            }
        }
    }

    /** How many items there are; numbers run from 0. */
    public int size() {
        return ids.length;
    }

    /** The id of a number. */
    public String id(int number) {
        return ids[number];
    }

    /** The number of an id, or -1 when the dictionary does not know it. */
    public int number(String id) {
        return numbers.getInt(id);
    }
}
