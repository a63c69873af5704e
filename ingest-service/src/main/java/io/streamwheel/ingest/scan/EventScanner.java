package io.streamwheel.ingest.scan;

import io.streamwheel.event.Payload;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.EventFields.Text;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one event off a parser: notes what the rules look at, passes over the rest, cuts the bytes
 * out by their offsets. Depth is bounded, and with it the recursion.
 */
final class EventScanner {

    private final JsonParser json;
    private final byte[] bytes;
    private final int from;
    private final ScanLimits limits;
    private final Layout layout;

    /**
     * @param from where the parser's first byte stands in {@code bytes}
     */
    EventScanner(JsonParser json, byte[] bytes, int from, ScanLimits limits, Layout layout) {
        this.json = json;
        this.bytes = bytes;
        this.from = from;
        this.limits = limits;
        this.layout = layout;
    }

    /** The parser stands on the first token of an entry, and is left on its last. */
    Candidate entry() {
        int start = start();
        EventFields fields = new EventFields();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            object(fields, 1);
            return event(fields, start);
        }
        value(fields, json.currentToken(), 0);
        if (layout.anyShape()) {
            return event(fields, start);
        }
        return new Candidate.Unreadable(
                new Violation("not-an-object", "", "an event must be a JSON object"));
    }

    /** The position of the current token's first byte. */
    int start() {
        return from + (int) json.currentTokenLocation().getByteOffset();
    }

    /** The position after the current token's last byte. */
    private int end() {
        json.finishToken(); // a text is passed over only when somebody asks for it
        return from + (int) json.currentLocation().getByteOffset();
    }

    /** The bytes from {@code start} to the end of the current token. */
    Payload slice(int start) {
        return Payload.of(bytes, start, end() - start);
    }

    /** The event that began at {@code start} and whose last token is the current one. */
    Candidate.Event event(EventFields fields, int start) {
        int end = end();
        if (end - start > limits.maxEventBytes()) {
            throw new RefusedException(
                    Problem.TOO_LARGE,
                    "an event has more than " + limits.maxEventBytes() + " bytes");
        }
        return new Candidate.Event(fields, Payload.of(bytes, start, end - start));
    }

    /** One member of the event itself; the parser stands on its value. */
    void field(EventFields fields, String name, JsonToken token) {
        fields.sawName(name);
        Text field = layout.names().of(name);
        if (field != null) {
            text(fields, field, token);
        } else if (layout.names().isNumber(name)) {
            number(fields, token);
        } else {
            value(fields, token, 1);
        }
    }

    private void text(EventFields fields, Text field, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            fields.put(field, json.getString());
        } else if (token != JsonToken.VALUE_NULL) {
            fields.putOtherThanText(field);
            value(fields, token, 1);
        }
    }

    private void number(EventFields fields, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            fields.putValue(json.getDoubleValue());
        } else if (token == JsonToken.VALUE_STRING) {
            if (json.getStringLength() > 0) {
                fields.putValueThatIsNoNumber();
            }
        } else if (token != JsonToken.VALUE_NULL) {
            fields.putValueThatIsNoNumber();
            value(fields, token, 1);
        }
    }

    private void value(EventFields fields, JsonToken token, int depth) {
        if (token == JsonToken.START_OBJECT) {
            object(fields, depth + 1);
        } else if (token == JsonToken.START_ARRAY) {
            array(fields, depth + 1);
        }
    }

    private void object(EventFields fields, int depth) {
        checkDepth(depth);
        int members = 0;
        String name;
        while ((name = json.nextName()) != null) {
            members++;
            JsonToken token = json.nextToken();
            if (depth == 1) {
                field(fields, name, token);
            } else {
                fields.sawName(name);
                value(fields, token, depth);
            }
        }
        fields.sawObject(members);
    }

    private void array(EventFields fields, int depth) {
        checkDepth(depth);
        JsonToken token;
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
            value(fields, token, depth);
        }
    }

    private void checkDepth(int depth) {
        if (depth > limits.maxDepth()) {
            throw new RefusedException(
                    Problem.TOO_DEEP, "an event has more than " + limits.maxDepth() + " levels");
        }
    }
}
