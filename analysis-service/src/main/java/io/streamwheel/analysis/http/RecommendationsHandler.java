package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.http.ListAnswers.Listed;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.PersonalLists.Placed;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of items: personal, similar, popular, trending, for a session, and a ranking. */
@RestController
final class RecommendationsHandler {

    private final Recommender recommender;
    private final Scenarios scenarios;
    private final PersonalLists personal;
    private final VisitorHistory.Rules rules;
    private final ListAnswers answers;
    private final Clock clock;

    RecommendationsHandler(
            Recommender recommender,
            Scenarios scenarios,
            PersonalLists personal,
            VisitorHistory.Rules rules,
            ListAnswers answers,
            Clock clock) {
        this.recommender = recommender;
        this.scenarios = scenarios;
        this.personal = personal;
        this.rules = rules;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping("/v1/users/{id}/recommendations")
    ResponseEntity<ListBody> personal(
            SiteId site, @PathVariable String id, HttpServletRequest request) {
        return personalList(site, id, request).entity();
    }

    /** The same for whoever writes it without the framework. */
    TaggedAnswer<ListBody> personalList(SiteId site, String id, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        ListQuery query = parameters.query(site, scenarios);
        Placed list = personal.list(query, Parameters.id(id), parameters.exclude(query.scenario()));
        return answers.answer(request, new Listed(query, list.answer(), list.place()));
    }

    @GetMapping("/v1/items/{id}/similar")
    ResponseEntity<ListBody> similar(
            SiteId site, @PathVariable String id, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        ListQuery query = parameters.query(site, scenarios);
        Answer answer =
                recommender
                        .similar(query, Parameters.id(id))
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.NOT_FOUND,
                                        "unknown-item",
                                        "Unknown item",
                                        "There is no such item."));
        return answers.answer(request, nobodys(query, answer)).entity();
    }

    @GetMapping("/v1/items/popular")
    ResponseEntity<ListBody> popular(SiteId site, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        ListQuery query = parameters.query(site, scenarios);
        Answer answer = recommender.popular(query, parameters.window());
        return answers.answer(request, nobodys(query, answer)).entity();
    }

    @GetMapping("/v1/items/trending")
    ResponseEntity<ListBody> trending(SiteId site, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        ListQuery query = parameters.query(site, scenarios);
        Answer answer = recommender.trending(query, parameters.window());
        return answers.answer(request, nobodys(query, answer)).entity();
    }

    @PostMapping("/v1/sessions/recommendations")
    ListBody session(SiteId site, InputStream body) throws IOException {
        SessionRequest asked =
                SessionRequest.parse(JsonBody.read(body), site, scenarios, clock.instant());
        VisitorHistory history = rules.weighSession(asked.newestFirst(), clock.instant());
        Answer answer = recommender.session(asked.query(), history, asked.exclude());
        return answers.body(nobodys(asked.query(), answer));
    }

    @PostMapping("/v1/rankings")
    ListBody ranking(SiteId site, InputStream body) throws IOException {
        RankingRequest asked = RankingRequest.parse(JsonBody.read(body), site, scenarios);
        Placed list = personal.ranking(asked.query(), asked.userId(), asked.itemIds());
        return answers.body(new Listed(asked.query(), list.answer(), list.place()));
    }

    private static Listed nobodys(ListQuery query, Answer answer) {
        return new Listed(query, answer, Place.NOBODYS);
    }
}
