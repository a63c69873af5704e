package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.people.People;
import io.streamwheel.analysis.people.PeopleAnswer;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists of people: whom somebody may know, and who has the same taste. */
@RestController
final class PeopleHandler {

    private static final int DEFAULT_N = 10;

    private final People people;
    private final Clock clock;
    private final Lag lag;
    private final RecommendationIds ids;

    PeopleHandler(People people, Clock clock, ObjectProvider<Lag> lag, RecommendationIds ids) {
        this.people = people;
        this.clock = clock;
        this.lag = lag.getIfAvailable(() -> () -> 0);
        this.ids = ids;
    }

    @GetMapping("/v1/users/{id}/people")
    ResponseEntity<PeopleBody> mayKnow(
            SiteId site, @PathVariable String id, HttpServletRequest request) {
        int n = new Parameters(request).n(DEFAULT_N);
        return answer(request, site, people.mayKnow(site, Parameters.id(id), n));
    }

    @GetMapping("/v1/users/{id}/similar")
    ResponseEntity<PeopleBody> alike(
            SiteId site, @PathVariable String id, HttpServletRequest request) {
        int n = new Parameters(request).n(DEFAULT_N);
        return answer(request, site, people.alike(site, Parameters.id(id), n));
    }

    private ResponseEntity<PeopleBody> answer(
            HttpServletRequest request, SiteId site, PeopleAnswer answer) {
        return TaggedAnswer.of(request, PeopleBody.etag(answer), () -> body(site, answer)).entity();
    }

    private PeopleBody body(SiteId site, PeopleAnswer answer) {
        Instant now = clock.instant();
        ListOrigin origin =
                new ListOrigin(
                        now,
                        Scenario.DEFAULT,
                        ListBody.nameOf(answer.strategy()),
                        0,
                        Place.NOBODYS);
        return PeopleBody.of(ids.make(site, origin), answer, now, lag.seconds());
    }
}
