package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What visitors did with lists of the last days: everyone got one a day and saw all of it; whoever
 * got a personal one clicked on it twice, whoever was held out now and then.
 */
final class DemoResponses {

    static final int DAYS = 14;
    static final int VISITORS = 60;
    static final int ITEMS = 5;

    private final RecommendationIds ids;
    private final HoldOut holdOut;
    private final SiteId site;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private long copies = 7_000_000;
    private long clicks;

    DemoResponses(RecommendationIds ids, HoldOut holdOut, SiteId site) {
        this.ids = ids;
        this.holdOut = holdOut;
        this.site = site;
    }

    /** Puts all of it into the queue; the answer is how many clicks will be counted. */
    long publish() throws Exception {
        try (var connection = Servers.broker().newConnection("test/responses");
                var channel = connection.createChannel()) {
            for (int day = 0; day < DAYS; day++) {
                channel.basicPublish(
                        "", Queues.ENRICHED, null, EnrichedEnvelope.encode(ofDay(day)));
            }
        }
        return clicks;
    }

    private List<EnrichedEvent> ofDay(int day) {
        List<EnrichedEvent> events = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String user = "visitor-" + visitor;
            Place place = holdOut.placeOf(site, new Person(user, true));
            String list = list(now.minus(Duration.ofDays(day)), visitor % 3 == 0, place);
            events.add(event("impression", day, user, list, ITEMS));
            if (!place.isHeldOut() || (visitor + day) % 4 == 0) {
                int items = place.isHeldOut() ? 1 : 2;
                events.add(event("click", day, user, list, items));
                clicks += items;
            }
        }
        return events;
    }

    private String list(Instant at, boolean inCart, Place place) {
        String strategy = place.isHeldOut() ? "popular" : "personal";
        return ids.make(site, new ListOrigin(at, inCart ? "cart" : "home", strategy, 1, place));
    }

    private EnrichedEvent event(String type, int day, String user, String list, int items) {
        List<Interaction> what = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            what.add(new Interaction(i, type, "camping-" + i, null));
        }
        return new EnrichedEvent(
                DemoSite.NAME,
                type + "-" + day + "-" + user,
                ++copies,
                type,
                user,
                null,
                now,
                now,
                now,
                null,
                list,
                null,
                what,
                List.of(),
                Payload.of("{}"));
    }
}
