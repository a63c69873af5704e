package io.streamwheel.analysis.profile;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;

/** Reads who was there lately. */
@FunctionalInterface
public interface VisitorReader {

    /** The most recent ones first; those only whose events are among the newest of all sites. */
    List<Seen> newest(SiteId site, int limit);

    /**
     * @param known whether it is a user id
     * @param at when that id did something last
     */
    record Seen(String visitor, boolean known, Instant at) {}
}
