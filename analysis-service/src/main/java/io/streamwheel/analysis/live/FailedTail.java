package io.streamwheel.analysis.live;

import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What failed since the last look, whichever instance and stage it failed in: the end of the table
 * of failed events.
 */
final class FailedTail {

    /** In one look; of more than so many the newest are seen. */
    static final int MOST = 100;

    /**
     * @param after rows with higher ids are looked at; what a look saw is looked at by the next
     *     once more, for of two that are written at once the lower id may be seen later
     */
    private record Seen(long after, Set<Long> ids) {

        Seen next(List<FailedEventRow> rows) {
            long highest = ids.stream().mapToLong(Long::longValue).max().orElse(after);
            Set<Long> now = rows.stream().map(FailedEventRow::id).collect(Collectors.toSet());
            return now.isEmpty() ? new Seen(highest, ids) : new Seen(Math.max(after, highest), now);
        }
    }

    private final FailedEvents failed;
    private final Map<SiteId, Seen> seen = new HashMap<>();

    FailedTail(FailedEvents failed) {
        this.failed = failed;
    }

    /** What fails at the site from now on is new to those who look. */
    synchronized void begin(SiteId site) throws SQLException {
        if (!seen.containsKey(site)) {
            List<FailedEventRow> newest = failed.openAfter(site, 0, 1);
            long after = newest.isEmpty() ? 0 : newest.getFirst().id();
            seen.put(site, new Seen(after, Set.of()));
        }
    }

    /**
     * The new ones, by their site.
     *
     * @param sites those that somebody looks at; others are forgotten
     */
    synchronized Map<SiteId, List<LiveEvent>> look(Supplier<Set<SiteId>> sites)
            throws SQLException {
        seen.keySet().retainAll(sites.get());
        Map<SiteId, List<LiveEvent>> fresh = new HashMap<>();
        for (Map.Entry<SiteId, Seen> each : seen.entrySet()) {
            fresh.put(each.getKey(), look(each.getKey(), each.getValue()));
        }
        return fresh;
    }

    private List<LiveEvent> look(SiteId site, Seen last) throws SQLException {
        List<FailedEventRow> rows = failed.openAfter(site, last.after(), MOST);
        List<LiveEvent> fresh = new ArrayList<>();
        for (FailedEventRow row : rows) {
            if (!last.ids().contains(row.id())) {
                fresh.add(Lines.of(row));
            }
        }
        seen.replace(site, last.next(rows));
        return fresh;
    }
}
