package io.streamwheel.analysis.precompute;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import java.util.List;

/**
 * One site's lists in the making.
 *
 * @param id later runs have larger ones
 * @param version of the model
 * @param people whose lists are to be made, the latest visitor first
 */
public record Run(SiteId site, long id, long version, List<Person> people) {

    public Run {
        people = List.copyOf(people);
    }
}
