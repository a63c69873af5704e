package io.streamwheel.ingest.scan;

import io.streamwheel.event.Payload;
import io.streamwheel.event.Rfc3339;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON document. Whether an object is an event or holds events is known only at its end,
 * so both are noted on the way.
 */
final class DocumentScanner {

    private final JsonParser json;
    private final EventScanner scanner;
    private final ScanLimits limits;
    private final Layout layout;
    private final List<Candidate> entries = new ArrayList<>();
    private final Map<String, Payload> shared = new LinkedHashMap<>();
    private boolean batch;
    private @Nullable String writeKey;
    private @Nullable Instant sentAt;

    DocumentScanner(JsonParser json, byte[] bytes, int from, ScanLimits limits, Layout layout) {
        this.json = json;
        this.limits = limits;
        this.layout = layout;
        scanner = new EventScanner(json, bytes, from, limits, layout);
    }

    /** The whole document. */
    Scan document() {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_OBJECT && (layout.alone() || layout.list() != null)) {
            root();
        } else if (token == JsonToken.START_ARRAY && layout.array()) {
            array();
        } else if (token == null) {
            throw new RefusedException(Problem.NO_EVENTS, "the body is empty");
        } else {
            throw new RefusedException(Problem.NOT_AN_EVENT, expected());
        }
        end();
        if (entries.isEmpty() && !layout.mayBeEmpty()) {
            throw new RefusedException(Problem.NO_EVENTS, "the list of events is empty");
        }
        return new Scan(entries, writeKey, sentAt, shared);
    }

    private String expected() {
        if (!layout.array()) {
            return "an object is expected";
        }
        return layout.alone()
                ? "an object or an array of objects is expected"
                : "an array of objects is expected";
    }

    /** A document that is one entry. */
    Candidate line() {
        json.nextToken();
        Candidate entry = scanner.entry();
        end();
        return entry;
    }

    /** A document of any shape; its value is passed over. */
    Candidate value() {
        if (json.nextToken() == null) {
            throw new RefusedException(Problem.MALFORMED_JSON, "there is no value");
        }
        Candidate value = scanner.entry();
        end();
        return value;
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
            if (token == JsonToken.START_ARRAY && name.equals(layout.list())) {
                batch = true;
                array();
                continue;
            }
            int from = scanner.start();
            if (token == JsonToken.VALUE_STRING && name.equals("writeKey")) {
                writeKey = absentIfEmpty(json.getString());
            } else if (name.equals("sentAt")) {
                rootSentAt = sentAt(token);
            }
            scanner.field(fields, name, token);
            if (layout.shared().contains(name)) {
                shared.put(name, scanner.slice(from));
            }
        }
        if (batch) {
            sentAt = rootSentAt == null ? null : time(rootSentAt);
        } else if (!layout.alone()) {
            throw new RefusedException(Problem.NOT_AN_EVENT, layout.list() + " must be an array");
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

    private @Nullable Instant time(String text) {
        Instant time = Rfc3339.parse(text);
        if (time == null && layout.equals(Layout.NATIVE)) {
            throw new RefusedException(
                    Problem.INVALID_SENT_AT, "sentAt must be an RFC 3339 time with a zone");
        }
        return time;
    }

    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
