package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of models in the store, whole or not at all. */
public interface ModelStore {

    /**
     * In one transaction: the rows, the finished build, what is served, and old versions gone.
     *
     * @return false, and nothing is stored, when somebody else gave this build up meanwhile
     */
    boolean publish(Build finished, ServedModel model, int keptVersions);

    /**
     * @throws IncompleteModelException when the rows are not those that were published
     */
    Optional<ServedModel> load(SiteId site, long version);

    /** The version that each site serves. */
    Map<SiteId, Long> current();

    /** The versions of a site that are older than one and still there, newest first. */
    List<Long> before(SiteId site, long version);

    /** Serves a version of that site; false when it has no such version. */
    boolean activate(SiteId site, long version);
}
