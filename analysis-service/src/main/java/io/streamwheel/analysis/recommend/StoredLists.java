package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import java.util.Optional;

/** Finds lists that were made beforehand. */
@FunctionalInterface
public interface StoredLists {

    /** The scenario by whose rules they are made, and which their ids carry. */
    String SCENARIO = "precomputed";

    /** There are none. */
    StoredLists NONE = (site, person) -> Optional.empty();

    Optional<StoredList> find(SiteId site, Person person);
}
