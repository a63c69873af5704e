package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns a list into an answer: whole, or 304 where the client has the same. */
final class ListAnswers {

    private static final String CACHING = "private, no-cache";

    private final Clock clock;
    private final Lag lag;
    private final RecommendationIds ids;

    ListAnswers(Clock clock, Lag lag, RecommendationIds ids) {
        this.clock = clock;
        this.lag = lag;
        this.ids = ids;
    }

    /**
     * A list and whom it is for.
     *
     * @param scenario where the site shows it
     */
    record Listed(SiteId site, String scenario, Answer answer, Place place) {}

    ResponseEntity<ListBody> answer(HttpServletRequest request, Listed list) {
        Answer answer = list.answer();
        String etag = ListBody.etag(answer);
        if (knows(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, etag)
                    .header(HttpHeaders.CACHE_CONTROL, CACHING)
                    .build();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .body(body(list));
    }

    ListBody body(Listed list) {
        Instant now = clock.instant();
        Answer answer = list.answer();
        ServedModel model = answer.model();
        ListOrigin origin =
                new ListOrigin(
                        now,
                        list.scenario(),
                        ListBody.nameOf(answer.strategy()),
                        model == null ? 0 : model.version(),
                        list.place());
        return ListBody.of(ids.make(list.site(), origin), answer, now, lag.seconds());
    }

    /** Compares whole entries of the header; what is no tag matches nothing. */
    private static boolean knows(@Nullable String header, String etag) {
        if (header == null) {
            return false;
        }
        String opaque = etag.substring(2);
        for (String each : header.split(",", 100)) {
            String tag = each.strip();
            if (tag.equals(etag) || tag.equals(opaque)) {
                return true;
            }
        }
        return false;
    }
}
