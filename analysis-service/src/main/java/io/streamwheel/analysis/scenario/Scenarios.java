package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.site.SiteId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scenarios of all sites in memory, following the store. Lists read one reference; while the
 * store is away they are answered by what was known last.
 *
 * <p>A name that was never stored is answered as {@code default}, so that a page may name its
 * scenario before anybody has thought of rules for it. The last change of a scenario wins, but for
 * one that is meant for another version than the one that stands.
 */
public final class Scenarios {

    private static final Logger log = LoggerFactory.getLogger(Scenarios.class);

    /** So many a site may have. */
    public static final int MOST_OF_A_SITE = 100;

    private final ScenarioStore store;
    private volatile Map<SiteId, Map<String, StoredScenario>> known = Map.of();
    private @Nullable String state;

    public Scenarios(ScenarioStore store) {
        this.store = store;
    }

    /** Never fails. */
    public Scenario of(SiteId site, String name) {
        Map<String, StoredScenario> ofSite = known.get(site);
        if (ofSite == null) {
            return Scenario.plain(name);
        }
        StoredScenario stored = ofSite.get(name);
        if (stored == null) {
            stored = ofSite.get(Scenario.DEFAULT);
        }
        return stored == null ? Scenario.plain(name) : stored.scenario().as(name);
    }

    public Optional<StoredScenario> find(SiteId site, String name) {
        return Optional.ofNullable(known.getOrDefault(site, Map.of()).get(name));
    }

    /** Those of a site, by name. */
    public Collection<StoredScenario> all(SiteId site) {
        return new TreeMap<>(known.getOrDefault(site, Map.of())).values();
    }

    /** Takes in what changed since the last look. Throws when the store cannot be asked. */
    public synchronized void refresh() {
        String now = store.state();
        if (!now.equals(state)) {
            known = store.all(known);
            state = now;
        }
    }

    /**
     * Stores one; the next list of this process is made by it.
     *
     * @param replaceable asked of the version that stands in the store, 0 where there is none
     * @return empty when the site has {@link #MOST_OF_A_SITE} others
     * @throws ScenarioChangedException when that is not to be replaced
     */
    public synchronized Optional<StoredScenario> put(
            SiteId site,
            String name,
            String body,
            ScenarioSettings settings,
            LongPredicate replaceable) {
        Optional<StoredScenario> stored =
                store.put(site, name, body, settings, MOST_OF_A_SITE, replaceable);
        stored.ifPresent(each -> {
            Map<String, StoredScenario> ofSite = new HashMap<>(known.getOrDefault(site, Map.of()));
            ofSite.put(name, each);
            publish(site, ofSite);
            log.info(
                    "site {} has version {} of scenario {}",
                    site.value(),
                    each.scenario().version(),
                    name);
        });
        return stored;
    }

    /**
     * Whether there was one.
     *
     * @param deletable asked of the version that stands in the store, 0 where there is none
     * @throws ScenarioChangedException when that is not to be deleted
     */
    public synchronized boolean delete(SiteId site, String name, LongPredicate deletable) {
        boolean deleted = store.delete(site, name, deletable);
        Map<String, StoredScenario> ofSite = new HashMap<>(known.getOrDefault(site, Map.of()));
        if (ofSite.remove(name) != null || deleted) {
            publish(site, ofSite);
            log.info("site {} has no scenario {} any more", site.value(), name);
        }
        return deleted;
    }

    private void publish(SiteId site, Map<String, StoredScenario> ofSite) {
        Map<SiteId, Map<String, StoredScenario>> all = new HashMap<>(known);
        all.put(site, Map.copyOf(ofSite));
        known = Map.copyOf(all);
    }
}
