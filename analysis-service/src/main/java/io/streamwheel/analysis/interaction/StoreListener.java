package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.pipeline.StoredTotal;

/**
 * Is told after a commit whose history has changed, so that the next answer differs. Runs on the
 * writer's thread: be quick, do not throw.
 */
@FunctionalInterface
public interface StoreListener {

    void stored(SiteChange change);

    /** Before the commit, while the site's total is locked. */
    default void storing(StoredTotal total) {}

    /** There was no commit, or nobody knows. */
    default void notStored(StoredTotal total) {}
}
