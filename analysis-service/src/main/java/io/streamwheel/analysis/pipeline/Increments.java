package io.streamwheel.analysis.pipeline;

import io.streamwheel.analysis.site.SiteId;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one transaction adds to the totals. Not for use by several threads. */
public final class Increments {

    /** {@code pipeline_total.site_id} of what is nobody's. */
    static final int NOBODY = 0;

    record Key(int siteId, Fate fate, String reason) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingInt(Key::siteId)
                        .thenComparing(Key::fate)
                        .thenComparing(Key::reason);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Key, Integer> byKey = new TreeMap<>();

    /**
     * Counts one event.
     *
     * @param site null when it is nobody's
     */
    public void add(@Nullable SiteId site, Fate fate, String reason) {
        byKey.merge(new Key(site == null ? NOBODY : site.value(), fate, reason), 1, Integer::sum);
    }

    /** Takes back one that was counted before, in this transaction or an earlier one. */
    public void remove(@Nullable SiteId site, Fate fate, String reason) {
        byKey.merge(new Key(site == null ? NOBODY : site.value(), fate, reason), -1, Integer::sum);
    }

    /** How many were counted with this fate. */
    public int total(Fate fate) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().fate() == fate)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** In one order for all writers. */
    Map<Key, Integer> byKey() {
        return byKey;
    }
}
