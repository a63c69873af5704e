package io.streamwheel.analysis.precompute;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists in the store: those of a run are seen when it is whole, and all at once. */
public interface UserLists {

    /**
     * Sites whose current model has no whole run and nobody who works on one, and that model's
     * version.
     *
     * @param quietSince who was not heard of since then does not work any more
     */
    Map<SiteId, Long> due(Instant quietSince);

    /** Empty when somebody else was faster, or another model is current by now. */
    Optional<Run> begin(SiteId site, long version, Instant quietSince);

    /**
     * Adds lists, and says that the run goes on.
     *
     * @param done people who are dealt with
     * @return false, and nothing is added, when a later run has begun
     */
    boolean add(Run run, List<UserList> lists, int done);

    /**
     * Shows the run in place of the one before, which is deleted.
     *
     * @return false, and nothing is shown, when a later run has begun
     */
    boolean publish(Run run);
}
