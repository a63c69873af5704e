package io.streamwheel.analysis.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds a site by its name, which is what events carry. Sites do not change their numbers. */
public final class Sites {

    /** Where sites are kept. */
    public interface Store {

        Optional<SiteId> find(String name);

        List<SiteId> all();
    }

    private final Store store;
    private final Map<String, SiteId> known = new ConcurrentHashMap<>();

    public Sites(Store store) {
        this.store = store;
    }

    /** The site of that name; empty when there is none. */
    public Optional<SiteId> find(String name) {
        SiteId site = known.get(name);
        if (site != null) {
            return Optional.of(site);
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Optional<SiteId> found = store.find(name);
        found.ifPresent(each -> known.put(name, each));
        return found;
    }

    /** Every site, in the order of their numbers. */
    public List<SiteId> all() {
        return store.all();
    }
}
