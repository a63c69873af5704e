package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that each site is served from, in memory. A version that cannot be read whole is not
 * served: the former one stays.
 */
public final class ModelRegistry {

    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);

    private final ModelStore store;
    private final Map<SiteId, ServedModel> served = new ConcurrentHashMap<>();
    private final Map<SiteId, Long> refused = new ConcurrentHashMap<>();

    public ModelRegistry(ModelStore store) {
        this.store = store;
    }

    /** What to answer from; empty before the first build. */
    public Optional<ServedModel> of(SiteId site) {
        return Optional.ofNullable(served.get(site));
    }

    /** Loads what became current since the last look. Throws when the store cannot be asked. */
    public synchronized void refresh() {
        store.current().forEach(this::keepUp);
    }

    private void keepUp(SiteId site, long version) {
        ServedModel now = served.get(site);
        if (now != null && now.version() == version) {
            return;
        }
        try {
            store.load(site, version).ifPresent(model -> swap(site, model));
        } catch (IncompleteModelException broken) {
            if (!Long.valueOf(version).equals(refused.put(site, version))) {
                log.error("{}; the former model stays", broken.getMessage());
            }
        }
    }

    /** Serves what this process has just published. */
    synchronized void serve(SiteId site, ServedModel model) {
        swap(site, model);
    }

    private void swap(SiteId site, ServedModel model) {
        served.put(site, model);
        refused.remove(site);
        log.info("site {} serves model {} ({})", site.value(), model.version(), model.name());
    }
}
