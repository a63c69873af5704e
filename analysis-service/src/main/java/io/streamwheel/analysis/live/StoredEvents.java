package io.streamwheel.analysis.live;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads stored events back. */
public interface StoredEvents {

    /**
     * Those that fit, of the newest few thousand by the client's time and the newest few hundred of
     * the visitor who is asked for, in the order in which they were stored, oldest first.
     */
    List<LiveEvent> newest(SiteId site, LiveFilter filter, int limit);

    /** One by what it is stored under; empty when it is another site's. */
    Optional<StoredEvent> find(SiteId site, UUID key);

    /** One by the client's id. */
    Optional<StoredEvent> find(SiteId site, String eventId);
}
