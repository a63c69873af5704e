package io.streamwheel.analysis.people;

import io.streamwheel.analysis.site.SiteId;
import java.util.Optional;

/** The newest way of ranking people of each site. */
public interface PeopleModelStore {

    Optional<PeopleModel> find(SiteId site);

    void put(SiteId site, PeopleModel model);
}
