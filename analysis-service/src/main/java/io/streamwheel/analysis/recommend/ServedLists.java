package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.site.SiteId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which sites were answered with a list since this process began. */
public final class ServedLists {

    private final Set<SiteId> sites = ConcurrentHashMap.newKeySet();

    /** Called for each answer: it must cost next to nothing. */
    public void note(SiteId site) {
        if (!sites.contains(site)) {
            sites.add(site);
        }
    }

    public boolean includes(SiteId site) {
        return sites.contains(site);
    }
}
