package io.streamwheel.analysis.people;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.Map;

/** Reads who follows whom. */
public interface FollowReader {

    /**
     * A site's whole graph. Anonymous visitors are in it as the users that they turned out to be.
     */
    FollowGraph graph(SiteId site);

    /**
     * @param id a user id or an anonymous id; all ids of that person are looked at
     * @param limit the most others; the newest are read
     */
    Stances stances(SiteId site, String id, int limit);

    /** When, by the database's clock, something was last written, of each site that has a graph. */
    Map<SiteId, Instant> changes();
}
