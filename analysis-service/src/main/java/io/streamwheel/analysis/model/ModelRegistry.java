package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that each site is served from, in memory. A version that cannot be read whole is not
 * served: the former one stays, or, after a start, the newest older one that is whole is taken.
 */
public final class ModelRegistry {

    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);

    /** Somebody may have mended the rows meanwhile; to read a large model costs seconds. */
    private static final Duration ANOTHER_TRY_AFTER = Duration.ofMinutes(1);

    private final ModelStore store;
    private final Clock clock;
    private final Map<SiteId, ServedModel> served = new ConcurrentHashMap<>();
    private final Map<SiteId, Refusal> refused = new ConcurrentHashMap<>();

    public ModelRegistry(ModelStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A version that should be served and is not whole. */
    private record Refusal(long version, Instant at) {}

    /** What to answer from; empty before the first build. */
    public Optional<ServedModel> of(SiteId site) {
        return Optional.ofNullable(served.get(site));
    }

    /** How many sites are served from another model than they should be. */
    public int refusedModels() {
        return refused.size();
    }

    /** Loads what became current since the last look. Throws when the store cannot be asked. */
    public synchronized void refresh() {
        store.current().forEach(this::keepUp);
    }

    private void keepUp(SiteId site, long version) {
        ServedModel now = served.get(site);
        if (now != null && now.version() == version) {
            refused.remove(site); // somebody made the served one current again
            return;
        }
        if (wasRefusedJustNow(site, version)) {
            return;
        }
        try {
            store.load(site, version)
                    .filter(model -> swap(site, now, model))
                    .ifPresent(_ -> refused.remove(site));
        } catch (IncompleteModelException broken) {
            refuse(site, version, broken);
            if (now == null) {
                former(site, version).ifPresent(model -> swap(site, null, model));
            }
        }
    }

    private boolean wasRefusedJustNow(SiteId site, long version) {
        Refusal last = refused.get(site);
        return last != null
                && last.version() == version
                && clock.instant().isBefore(last.at().plus(ANOTHER_TRY_AFTER));
    }

    private void refuse(SiteId site, long version, IncompleteModelException broken) {
        Refusal before = refused.put(site, new Refusal(version, clock.instant()));
        if (before == null || before.version() != version) {
            log.error("{}; site {} gets its former model", broken.getMessage(), site.value());
        }
    }

    private Optional<ServedModel> former(SiteId site, long broken) {
        for (long version : store.before(site, broken)) {
            try {
                Optional<ServedModel> whole = store.load(site, version);
                if (whole.isPresent()) {
                    return whole;
                }
            } catch (IncompleteModelException alsoBroken) {
                log.error("{}", alsoBroken.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Serves what this process has just published. Waits for no look at the store: whoever is told
     * that a build is over may ask for its lists at once.
     */
    void serve(SiteId site, ServedModel model) {
        @Nullable ServedModel before = served.put(site, model);
        refused.remove(site);
        tell(site, before, model);
    }

    /**
     * What was loaded gives way to what was published meanwhile; the next look knows better.
     *
     * @return whether it is served now
     */
    private boolean swap(SiteId site, @Nullable ServedModel before, ServedModel model) {
        boolean swapped =
                before == null
                        ? served.putIfAbsent(site, model) == null
                        : served.replace(site, before, model);
        if (swapped) {
            tell(site, before, model);
        }
        return swapped;
    }

    private static void tell(SiteId site, @Nullable ServedModel before, ServedModel model) {
        log.info(
                "site {} serves model {} ({}){}",
                site.value(),
                model.version(),
                model.name(),
                before == null ? "" : " after " + before.version());
    }
}
