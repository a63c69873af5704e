package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The builds there are and were, shared by all processes. */
public interface BuildLog {

    /** Begins a build, or answers the one that runs: at most one runs for a site. */
    Opened open(SiteId site, String trigger, Instant now, Instant staleBefore);

    /**
     * Writes state and progress of a running build. Whether it was still running: another process
     * may have given it up.
     */
    boolean note(Build build);

    Optional<Build> find(SiteId site, long id);

    /** Newest first. */
    List<Build> newest(SiteId site, int limit);

    /**
     * @param begun whether this call began it
     */
    record Opened(Build build, boolean begun) {}
}
