package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.site.SiteId;
import java.util.Map;
import java.util.Optional;

/** Where scenarios are kept. Throws when it cannot be asked. */
public interface ScenarioStore {

    /** Another text after any change of any site; to be asked often. */
    String state();

    /**
     * Everything that is stored.
     *
     * @param known is taken as it is where the version is the same
     */
    Map<SiteId, Map<String, StoredScenario>> all(Map<SiteId, Map<String, StoredScenario>> known);

    /**
     * Puts one, whatever was there.
     *
     * @param body what {@link ScenarioParser} made the settings from
     * @return empty when the site has as many as it may have and this is another one
     */
    Optional<StoredScenario> put(
            SiteId site, String name, String body, ScenarioSettings settings, int most);

    /** Whether there was one. */
    boolean delete(SiteId site, String name);
}
