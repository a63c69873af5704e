package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.ServedLists;
import io.streamwheel.analysis.scenario.Scenario;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;

/** Turns a list into an answer: whole, or 304 where the client has the same. */
final class ListAnswers {

    private final Clock clock;
    private final Lag lag;
    private final RecommendationIds ids;
    private final ServedLists served;

    ListAnswers(Clock clock, Lag lag, RecommendationIds ids, ServedLists served) {
        this.clock = clock;
        this.lag = lag;
        this.ids = ids;
        this.served = served;
    }

    /** A list, what was asked, and where the visitor stands whom it is for. */
    record Listed(ListQuery query, Answer answer, Place place) {

        Scenario scenario() {
            return query.scenario();
        }
    }

    TaggedAnswer<ListBody> answer(HttpServletRequest request, Listed list) {
        String etag = ListBody.etag(list.scenario(), list.answer());
        return TaggedAnswer.of(request, etag, () -> body(list));
    }

    ListBody body(Listed list) {
        Instant now = clock.instant();
        Answer answer = list.answer();
        ServedModel model = answer.model();
        ListOrigin origin =
                new ListOrigin(
                        now,
                        list.scenario().name(),
                        ListBody.nameOf(answer.strategy()),
                        model == null ? 0 : model.version(),
                        list.place());
        served.note(list.query().site());
        String id = ids.make(list.query().site(), origin);
        return ListBody.of(id, list.scenario(), answer, now, lag.seconds());
    }
}
