package io.streamwheel.analysis.live;

import io.streamwheel.analysis.site.SiteId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where instances tell each other who looks at what, and what they saw for each other. */
public interface WatchTable {

    /** Somebody who looks through another instance. */
    record Entry(UUID id, SiteId site, LiveFilter filter) {}

    /**
     * Says who looks through this instance, for some seconds, and that nobody else does.
     *
     * @return who looks through others
     */
    List<Entry> renew(UUID instance, Collection<Watch> own);

    /** For somebody who looks through another instance; nothing happens when nobody does. */
    void send(UUID watch, Tick tick);

    /** What others saw, each once. */
    Map<UUID, List<Tick>> receive(Collection<UUID> watches);
}
