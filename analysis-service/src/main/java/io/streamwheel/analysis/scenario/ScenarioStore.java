package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.site.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

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
     * Puts one in the place of what was there.
     *
     * @param body what {@link ScenarioParser} made the settings from
     * @param replaceable asked of the version that stands, 0 where there is none
     * @return empty when the site has as many as it may have and this is another one
     * @throws ScenarioChangedException when that is not to be replaced
     */
    Optional<StoredScenario> put(
            SiteId site,
            String name,
            String body,
            ScenarioSettings settings,
            int most,
            LongPredicate replaceable);

    /**
     * Whether there was one.
     *
     * @param deletable asked of the version that stands, 0 where there is none
     * @throws ScenarioChangedException when that is not to be deleted
     */
    boolean delete(SiteId site, String name, LongPredicate deletable);
}
