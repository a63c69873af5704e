package io.streamwheel.analysis.http;

import io.streamwheel.analysis.failed.FailedEventFilter;
import io.streamwheel.event.Rfc3339;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads which failed events are asked for. */
final class FailedEventQuery {

    static final Set<String> STAGES = Set.of("collect", "transform", "analysis");
    static final int MAX_REASON_LENGTH = 64;

    private static final int MAX_EVENT_ID_LENGTH = 512;

    private FailedEventQuery() {}

    /**
     * @throws ProblemException a value is none that there can be
     */
    static FailedEventFilter filter(Map<String, String> query) {
        String stage = query.get("stage");
        if (stage != null && !STAGES.contains(stage)) {
            throw wrong("stage must be collect, transform or analysis.");
        }
        String state = query.getOrDefault("state", "open");
        if (!Set.of("open", "resolved", "discarded", "all").contains(state)) {
            throw wrong("state must be open, resolved, discarded or all.");
        }
        return new FailedEventFilter(
                stage,
                text(query, "reason", MAX_REASON_LENGTH),
                text(query, "eventId", MAX_EVENT_ID_LENGTH),
                state.equals("all") ? null : state,
                instant(query, "from"),
                instant(query, "to"));
    }

    /** What cannot be an id is one that there is not. */
    static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-failed-event",
                "Unknown failed event",
                "There is no failed event of that id.");
    }

    private static @Nullable String text(Map<String, String> query, String name, int longest) {
        String text = query.get(name);
        if (text != null && (text.length() > longest || text.indexOf('\0') >= 0)) {
            throw wrong(name + " is not one of ours.");
        }
        return text;
    }

    private static @Nullable Instant instant(Map<String, String> query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        Instant at = Rfc3339.parse(text);
        if (at == null) {
            throw wrong(name + " must be a time with a zone, such as 2026-11-22T08:50:52Z.");
        }
        return at;
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "bad-request", "Bad request", detail);
    }
}
