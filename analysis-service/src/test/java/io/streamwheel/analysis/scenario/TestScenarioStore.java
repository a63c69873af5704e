package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Scenarios in memory, for one process or two. */
public final class TestScenarioStore implements ScenarioStore {

    private final Map<SiteId, Map<String, StoredScenario>> stored = new HashMap<>();
    private boolean away;
    private long version;

    public void away(boolean now) {
        away = now;
    }

    @Override
    public String state() {
        requireThere();
        return stored.values().stream()
                .flatMap(each -> each.values().stream())
                .map(each -> each.scenario().name() + each.scenario().version())
                .sorted()
                .toList()
                .toString();
    }

    @Override
    public Map<SiteId, Map<String, StoredScenario>> all(
            Map<SiteId, Map<String, StoredScenario>> known) {
        requireThere();
        Map<SiteId, Map<String, StoredScenario>> all = new HashMap<>();
        stored.forEach((site, ofSite) -> all.put(site, Map.copyOf(ofSite)));
        return all;
    }

    @Override
    public Optional<StoredScenario> put(
            SiteId site,
            String name,
            String body,
            ScenarioSettings settings,
            int most,
            LongPredicate replaceable) {
        requireThere();
        requireStanding(site, name, replaceable);
        Map<String, StoredScenario> ofSite = stored.computeIfAbsent(site, s -> new HashMap<>());
        if (!ofSite.containsKey(name) && ofSite.size() >= most) {
            return Optional.empty();
        }
        StoredScenario now =
                new StoredScenario(
                        Scenario.of(name, ++version, settings), Instant.ofEpochSecond(version));
        ofSite.put(name, now);
        return Optional.of(now);
    }

    @Override
    public boolean delete(SiteId site, String name, LongPredicate deletable) {
        requireThere();
        requireStanding(site, name, deletable);
        return stored.getOrDefault(site, new HashMap<>()).remove(name) != null;
    }

    private void requireStanding(SiteId site, String name, LongPredicate changeable) {
        StoredScenario standing = stored.getOrDefault(site, Map.of()).get(name);
        long of = standing == null ? 0 : standing.scenario().version();
        if (!changeable.test(of)) {
            throw new ScenarioChangedException(name, of);
        }
    }

    private void requireThere() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }
}
