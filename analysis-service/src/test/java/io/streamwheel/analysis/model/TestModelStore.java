package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Versions in memory. */
public final class TestModelStore implements ModelStore {

    private final Map<Long, ServedModel> versions = new HashMap<>();
    private final Map<SiteId, Long> current = new HashMap<>();
    private final Set<Long> broken = new HashSet<>();
    private int loads;
    private Runnable duringLoad = () -> {};

    public long nextVersion() {
        return versions.size() + 1L;
    }

    public void serve(SiteId site, ServedModel model) {
        versions.put(model.version(), model);
        current.put(site, model.version());
    }

    void breakVersion(long version) {
        broken.add(version);
    }

    void mendVersion(long version) {
        broken.remove(version);
    }

    int loads() {
        return loads;
    }

    /** What happens in the middle of each load. */
    void duringLoad(Runnable deed) {
        duringLoad = deed;
    }

    @Override
    public boolean publish(Build finished, ServedModel model, int keptVersions) {
        serve(finished.site(), model);
        return true;
    }

    @Override
    public Optional<ServedModel> load(SiteId site, long version) {
        loads++;
        duringLoad.run();
        if (broken.contains(version)) {
            throw new IncompleteModelException(version, "a row is missing");
        }
        return Optional.ofNullable(versions.get(version));
    }

    @Override
    public List<Long> before(SiteId site, long version) {
        return versions.keySet().stream()
                .filter(each -> each < version)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Override
    public Map<SiteId, Long> current() {
        return Map.copyOf(current);
    }

    @Override
    public boolean activate(SiteId site, long version) {
        boolean known = versions.containsKey(version);
        if (known) {
            current.put(site, version);
        }
        return known;
    }
}
