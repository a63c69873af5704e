package io.streamwheel.ingest.scan;

import io.streamwheel.event.Rfc3339;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON document: an event, an array of events, or an object whose {@code events} is an
 * array. Whether an object is an event or holds events is known only at its end, so both are noted
 * on the way.
 */
final class DocumentScanner {

    private final JsonParser json;
    private final EventScanner scanner;
    private final ScanLimits limits;
    private final List<Candidate> entries = new ArrayList<>();
    private boolean batch;
    private @Nullable String writeKey;
    private @Nullable Instant sentAt;

    DocumentScanner(JsonParser json, byte[] bytes, int from, ScanLimits limits) {
        this.json = json;
        this.limits = limits;
        scanner = new EventScanner(json, bytes, from, limits);
    }

    /** The whole document. */
    Scan document() {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_OBJECT) {
            root();
        } else if (token == JsonToken.START_ARRAY) {
            array();
        } else if (token == null) {
            throw new RefusedException(Problem.NO_EVENTS, "the body is empty");
        } else {
            throw new RefusedException(
                    Problem.NOT_AN_EVENT, "an object or an array of objects is expected");
        }
        end();
        if (entries.isEmpty()) {
            throw new RefusedException(Problem.NO_EVENTS, "the list of events is empty");
        }
        return new Scan(entries, writeKey, sentAt);
    }

    /** A document that is one entry. */
    Candidate line() {
        json.nextToken();
        Candidate entry = scanner.entry();
        end();
        return entry;
    }

    private void root() {
        int start = scanner.start();
        EventFields fields = new EventFields();
        @Nullable String rootSentAt = null;
        int members = 0;
        String name;
        while ((name = json.nextName()) != null) {
            members++;
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY && name.equals("events")) {
                batch = true;
                array();
                continue;
            }
            if (token == JsonToken.VALUE_STRING && name.equals("writeKey")) {
                writeKey = absentIfEmpty(json.getString());
            } else if (name.equals("sentAt")) {
                rootSentAt = sentAt(token);
            }
            scanner.field(fields, name, token);
        }
        if (batch) {
            sentAt = rootSentAt == null ? null : time(rootSentAt);
        } else {
            fields.sawObject(members);
            entries.add(scanner.event(fields, start));
        }
    }

    private void array() {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == limits.maxEvents()) {
                throw tooMany(limits);
            }
            entries.add(scanner.entry());
        }
    }

    private void end() {
        if (json.nextToken() != null) {
            throw new RefusedException(
                    Problem.MALFORMED_JSON, "something follows the end of the document");
        }
    }

    static RefusedException tooMany(ScanLimits limits) {
        return new RefusedException(
                Problem.TOO_MANY_EVENTS, "more than " + limits.maxEvents() + " events");
    }

    private @Nullable String sentAt(JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> absentIfEmpty(json.getString());
            default -> "not a text";
        };
    }

    private static Instant time(String text) {
        Instant time = Rfc3339.parse(text);
        if (time == null) {
            throw new RefusedException(
                    Problem.INVALID_SENT_AT, "sentAt must be an RFC 3339 time with a zone");
        }
        return time;
    }

    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
