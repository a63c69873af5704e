package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.site.SiteId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one commit added to a site.
 *
 * @param deeds of everyone with a new event; none where it was about no item
 * @param linked both ids of what may be a new identity link: from now on they may be somebody else
 * @param events how many were added
 * @param interactions how many were added
 */
public record SiteChange(
        SiteId site,
        Map<Visitor, List<Deed>> deeds,
        Set<Visitor> linked,
        int events,
        int interactions) {

    /** Everyone whose history it changed. */
    public Set<Visitor> visitors() {
        Set<Visitor> visitors = new HashSet<>(deeds.keySet());
        visitors.addAll(linked);
        return visitors;
    }
}
