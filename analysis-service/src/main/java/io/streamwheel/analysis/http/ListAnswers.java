package io.streamwheel.analysis.http;

import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.scenario.Scenario;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns a list into an answer: whole, or 304 where the client has the same. */
final class ListAnswers {

    private static final String CACHING = "private, no-cache";

    private final Clock clock;
    private final Lag lag;

    ListAnswers(Clock clock, Lag lag) {
        this.clock = clock;
        this.lag = lag;
    }

    ResponseEntity<ListBody> answer(HttpServletRequest request, Scenario scenario, Answer answer) {
        String etag = ListBody.etag(scenario, answer);
        if (knows(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, etag)
                    .header(HttpHeaders.CACHE_CONTROL, CACHING)
                    .build();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .body(body(scenario, answer));
    }

    ListBody body(Scenario scenario, Answer answer) {
        return ListBody.of(scenario, answer, clock.instant(), lag.seconds());
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
