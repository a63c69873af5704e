package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.pipeline.StoredTotal;
import io.streamwheel.analysis.site.SiteId;
import java.util.Set;

/**
 * Is told after a commit whose history has changed, so that the next answer differs. Runs on the
 * writer's thread: be quick, do not throw.
 */
@FunctionalInterface
public interface StoreListener {

    /**
     * @param visitors everyone with a new event, and both ids of every new identity link
     * @param events how many events were added
     * @param interactions how many interactions were added
     */
    void stored(SiteId site, Set<Visitor> visitors, int events, int interactions);

    /** Before the commit, while the site's total is locked. */
    default void storing(StoredTotal total) {}

    /** There was no commit, or nobody knows. */
    default void notStored(StoredTotal total) {}
}
