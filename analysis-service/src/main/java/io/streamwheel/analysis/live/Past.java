package io.streamwheel.analysis.live;

import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was before somebody began to look: the newest that are stored, and the newest that failed.
 */
public final class Past {

    private static final int MOST_STORED = 50;
    private static final int MOST_FAILED = 10;

    private final StoredEvents stored;
    private final FailedEvents failed;

    public Past(StoredEvents stored, FailedEvents failed) {
        this.stored = stored;
        this.failed = failed;
    }

    /** Oldest first. Duplicates and filtered ones are kept nowhere, so none is among them. */
    public List<LiveEvent> read(SiteId site, LiveFilter filter) throws SQLException {
        List<LiveEvent> past = new ArrayList<>();
        if (filter.wantsFate(Fate.STORED.slug())) {
            past.addAll(stored.newest(site, filter, MOST_STORED));
        }
        if (filter.wantsFate(Fate.FAILED.slug())) {
            failed.openAfter(site, 0, MOST_FAILED).stream()
                    .map(Lines::of)
                    .filter(each -> each.fits(filter))
                    .forEach(past::add);
        }
        past.sort(Comparator.comparingLong(LiveEvent::at));
        return past;
    }
}
