package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.identity.IdentityLink;
import io.streamwheel.analysis.site.SiteId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose history a commit changed, and who wants to know. */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Map<SiteId, Set<Visitor>> visitors = new HashMap<>();
    private final Map<SiteId, Integer> events = new HashMap<>();
    private final Map<SiteId, Integer> interactions = new HashMap<>();

    Changes(List<NewEvent> stored, List<IdentityLink> links) {
        for (NewEvent each : stored) {
            visitors.computeIfAbsent(each.site(), _ -> new HashSet<>()).add(each.visitor());
            events.merge(each.site(), 1, Integer::sum);
            interactions.merge(each.site(), each.event().interactions().size(), Integer::sum);
        }
        for (IdentityLink link : links) {
            Set<Visitor> ofSite = visitors.computeIfAbsent(link.site(), _ -> new HashSet<>());
            ofSite.add(new Visitor(link.userId(), true));
            ofSite.add(new Visitor(link.anonymousId(), false));
        }
    }

    /**
     * Tells everyone. A listener that throws must not make a batch that is committed come again.
     */
    void tell(List<StoreListener> listeners) {
        visitors.forEach((site, ofSite) -> {
            for (StoreListener listener : listeners) {
                try {
                    listener.stored(
                            site,
                            ofSite,
                            events.getOrDefault(site, 0),
                            interactions.getOrDefault(site, 0));
                } catch (RuntimeException e) {
                    LOG.error("a listener failed after a commit", e);
                }
            }
        });
    }
}
