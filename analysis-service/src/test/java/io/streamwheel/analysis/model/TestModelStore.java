package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Versions in memory. */
public final class TestModelStore implements ModelStore {

    private final Map<Long, ServedModel> versions = new HashMap<>();
    private final Map<SiteId, Long> current = new HashMap<>();
    private long broken = -1;

    public long nextVersion() {
        return versions.size() + 1L;
    }

    public void serve(SiteId site, ServedModel model) {
        versions.put(model.version(), model);
        current.put(site, model.version());
    }

    void breakVersion(long version) {
        broken = version;
    }

    @Override
    public boolean publish(Build finished, ServedModel model, int keptVersions) {
        serve(finished.site(), model);
        return true;
    }

    @Override
    public Optional<ServedModel> load(SiteId site, long version) {
        if (version == broken) {
            throw new IncompleteModelException(version, "a row is missing");
        }
        return Optional.ofNullable(versions.get(version));
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
