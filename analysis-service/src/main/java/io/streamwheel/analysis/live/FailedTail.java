package io.streamwheel.analysis.live;

import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What failed since the last look, whichever instance and stage it failed in: the end of the table
 * of failed events. Not for use by several threads.
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

    /** The new ones of each of these sites; none at the first look at a site. */
    Map<SiteId, List<LiveEvent>> look(Set<SiteId> sites) throws SQLException {
        seen.keySet().retainAll(sites);
        Map<SiteId, List<LiveEvent>> fresh = new HashMap<>();
        for (SiteId site : sites) {
            fresh.put(site, look(site));
        }
        return fresh;
    }

    private List<LiveEvent> look(SiteId site) throws SQLException {
        Seen last = seen.get(site);
        if (last == null) {
            List<FailedEventRow> newest = failed.openAfter(site, 0, 1);
            long after = newest.isEmpty() ? 0 : newest.getFirst().id();
            seen.put(site, new Seen(after, new HashSet<>()));
            return List.of();
        }
        List<FailedEventRow> rows = failed.openAfter(site, last.after(), MOST);
        List<LiveEvent> fresh = new ArrayList<>();
        for (FailedEventRow row : rows) {
            if (!last.ids().contains(row.id())) {
                fresh.add(Lines.of(row));
            }
        }
        seen.put(site, last.next(rows));
        return fresh;
    }
}
