package io.streamwheel.analysis.history;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;

/** Reads what one visitor did. */
@FunctionalInterface
public interface HistoryReader {

    /**
     * @param id a user id or an anonymous id; all ids of that person are looked at
     */
    Past read(SiteId site, String id, int limit);

    /** The same, with texts that others share, to be kept. */
    default Deed shared(SiteId site, Deed deed) {
        return deed;
    }

    /**
     * @param person whose ids they are
     * @param ids all ids of the person, user id and anonymous ids
     * @param deeds newest first
     */
    record Past(Person person, List<String> ids, List<Deed> deeds) {}
}
