package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Payload;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what a request of Segment's dialect says of each of its events: {@code {"type": ...,
 * "anonymousId": ..., "context": {...}, "integrations": {...}}}, each member where it is known.
 */
final class SharedDocument {

    /** It goes with every event of the request, so it must be small. */
    private static final int MOST_BYTES = 8 << 10;

    private static final String CONTEXT = "context";
    private static final JsonFactory JSON = new JsonFactory();

    private SharedDocument() {}

    /**
     * @param members of the body's root object, as they came
     * @return {@code null} when there is nothing to say
     */
    static @Nullable Payload of(
            @Nullable String call, RequestHeaders headers, Map<String, Payload> members) {
        if (call == null
                && headers.anonymousId() == null
                && headers.userAgent() == null
                && members.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            text(json, "type", call);
            text(json, "anonymousId", headers.anonymousId());
            context(json, headers.userAgent(), members.get(CONTEXT));
            members.forEach((name, value) -> {
                if (!name.equals(CONTEXT)) {
                    json.writeName(name);
                    json.writeRawValue(value.toText());
                }
            });
            json.writeEndObject();
        }
        if (bytes.size() > MOST_BYTES) {
            throw new RefusedException(
                    Problem.TOO_LARGE,
                    "context and integrations beside the batch have more than "
                            + MOST_BYTES
                            + " bytes");
        }
        return Payload.of(bytes.toByteArray());
    }

    /** The body's own user agent comes last, and of two equal names the last counts. */
    private static void context(
            JsonGenerator json, @Nullable String userAgent, @Nullable Payload context) {
        String given = context == null ? "" : context.toText().strip();
        boolean object = given.startsWith("{");
        if (userAgent == null && !object) {
            return;
        }
        json.writeName(CONTEXT);
        json.writeStartObject();
        text(json, "userAgent", userAgent);
        if (object) {
            String members = given.substring(1, given.length() - 1).strip();
            if (!members.isEmpty()) {
                json.writeRaw(userAgent == null ? members : "," + members);
            }
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
