package io.streamwheel.benchmarks.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a line is what, counted from 0.
 *
 * @param type may lie beyond the line, or be -1: then there is none
 */
record Columns(int user, int item, int time, int type) {

    static final Columns WITHOUT_HEADER = new Columns(0, 1, 2, 3);

    private static final Set<String> USER = Set.of("user", "userid", "visitor", "visitorid");
    private static final Set<String> ITEM = Set.of("item", "itemid", "movieid");
    private static final Set<String> TIME = Set.of("timestamp", "time", "occurredat");
    private static final Set<String> TYPE = Set.of("type", "event", "eventtype");

    /** Whether these are names of columns: one of them stands for the user, one for the item. */
    static boolean isHeader(List<String> fields) {
        return find(fields, USER) >= 0 && find(fields, ITEM) >= 0;
    }

    /** By their names, whatever their case and underscores; empty when none is for the time. */
    static Optional<Columns> of(List<String> names) {
        int time = find(names, TIME);
        return time < 0
                ? Optional.empty()
                : Optional.of(
                        new Columns(find(names, USER), find(names, ITEM), time, find(names, TYPE)));
    }

    private static int find(List<String> names, Set<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip().replace("_", "").toLowerCase(Locale.ROOT);
            if (wanted.contains(name)) {
                return i;
            }
        }
        return -1;
    }
}
