package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.identity.IdentityLink;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.Interaction;
import java.util.ArrayList;
import java.util.Collection;
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

    private final Map<SiteId, Change> sites = new HashMap<>();

    /**
     * @param links what may be new of the identities
     */
    Changes(List<NewEvent> stored, Collection<IdentityLink> links) {
        for (NewEvent each : stored) {
            of(each.site()).add(each);
        }
        for (IdentityLink link : links) {
            Set<Visitor> linked = of(link.site()).linked;
            linked.add(new Visitor(link.userId(), true));
            linked.add(new Visitor(link.anonymousId(), false));
        }
    }

    private Change of(SiteId site) {
        return sites.computeIfAbsent(site, _ -> new Change());
    }

    /**
     * Tells everyone. A listener that throws must not make a batch that is committed come again.
     */
    void tell(List<StoreListener> listeners) {
        sites.forEach((site, change) -> {
            SiteChange told =
                    new SiteChange(
                            site, change.deeds, change.linked, change.events, change.interactions);
            for (StoreListener listener : listeners) {
                try {
                    listener.stored(told);
                } catch (RuntimeException e) {
                    LOG.error("a listener failed after a commit", e);
                }
            }
        });
    }

    private static final class Change {

        private final Map<Visitor, List<Deed>> deeds = new HashMap<>();
        private final Set<Visitor> linked = new HashSet<>();
        private int events;
        private int interactions;

        void add(NewEvent added) {
            List<Deed> ofVisitor = deeds.computeIfAbsent(added.visitor(), _ -> new ArrayList<>(1));
            for (Interaction each : added.event().interactions()) {
                ofVisitor.add(
                        new Deed(
                                each.itemId(),
                                each.type(),
                                each.value(),
                                added.event().occurredAt()));
                interactions++;
            }
            events++;
        }
    }
}
