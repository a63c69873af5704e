package io.streamwheel.analysis.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sites without a database. */
public final class TestSites {

    private TestSites() {}

    public static Sites of(Map<String, SiteId> sites) {
        return new Sites(
                new Sites.Store() {
                    @Override
                    public Optional<SiteId> find(String name) {
                        return Optional.ofNullable(sites.get(name));
                    }

                    @Override
                    public List<SiteId> all() {
                        return List.copyOf(sites.values());
                    }
                });
    }
}
