package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;

/** Numbers for names, from 0 in the order in which they come. Not for use by several threads. */
final class Dictionary {

    private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();

    Dictionary() {
        numbers.defaultReturnValue(-1);
    }

    int number(String name) {
        int known = numbers.getInt(name);
        if (known < 0) {
            known = numbers.size();
            numbers.put(name, known);
        }
        return known;
    }

    /** The number of a name; -1 where it has none. */
    int find(String name) {
        return numbers.getInt(name);
    }

    String[] names() {
        String[] names = new String[numbers.size()];
        numbers.object2IntEntrySet().fastForEach(e -> names[e.getIntValue()] = e.getKey());
        return names;
    }
}
