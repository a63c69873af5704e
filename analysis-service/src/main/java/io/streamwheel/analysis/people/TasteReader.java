package io.streamwheel.analysis.people;

import io.streamwheel.analysis.site.SiteId;

/** Reads who did something with what. */
@FunctionalInterface
public interface TasteReader {

    /** Of the newest interactions; each person is one, and anonymous visitors are none. */
    TasteIndex read(SiteId site);
}
