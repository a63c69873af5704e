package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EnrichedEvent;
import java.util.UUID;

/** An event that was never seen before, under the key that it is stored by. */
record NewEvent(UUID key, SiteId site, Visitor visitor, EnrichedEvent event) {

    static NewEvent of(Arrival arrival, EnrichedEvent event) {
        return new NewEvent(
                arrival.identity().keyAt(event.originalAt()),
                arrival.site(),
                visitorOf(event),
                event);
    }

    private static Visitor visitorOf(EnrichedEvent event) {
        String user = event.userId();
        String anonymous = event.anonymousId();
        if (user != null) {
            return new Visitor(user, true);
        }
        if (anonymous != null) {
            return new Visitor(anonymous, false);
        }
        throw new IllegalArgumentException("an event needs a visitor: " + event.id());
    }
}
