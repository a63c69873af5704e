package io.streamwheel.transform.dialect;

import io.streamwheel.event.Payload;
import io.streamwheel.event.Rfc3339;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an event in the native form: one pass over its bytes, no tree. A name that comes twice has
 * its last value, as PostgreSQL sees it. An id may be a number and is its text then.
 */
public final class NativeEventReader {

    private static final JsonFactory JSON = new JsonFactory();

    private NativeEventReader() {}

    /**
     * The fields of an event.
     *
     * @throws UnusableEventException when the payload is not one JSON object in UTF-8, or a field
     *     outside of {@code item} has the wrong type
     */
    public static DecodedEvent read(Payload payload) throws UnusableEventException {
        Utf8.check(payload);
        try (JsonParser json =
                JSON.createParser(
                        ObjectReadContext.empty(),
                        payload.array(),
                        payload.offset(),
                        payload.size())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            DecodedEvent event = new Fields(json).read();
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw malformed();
            }
            return event;
        } catch (JacksonException broken) {
            throw malformed();
        }
    }

    private static UnusableEventException malformed() {
        return new UnusableEventException(
                FailureReason.MALFORMED_JSON, "the event is not one JSON object");
    }

    /** The fields of one event while they are read, in whatever order they come. */
    private static final class Fields {

        private final JsonParser json;
        private @Nullable String type;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable String itemId;
        private @Nullable String sessionId;
        private @Nullable Double value;
        private @Nullable String recommendationId;
        private @Nullable String targetUserId;
        private @Nullable Instant timestamp;
        private @Nullable Instant sentAt;
        private DecodedItem item = DecodedItem.NOTHING;

        Fields(JsonParser json) {
            this.json = json;
        }

        DecodedEvent read() throws UnusableEventException {
            String name;
            while ((name = json.nextName()) != null) {
                JsonToken token = json.nextToken();
                switch (name) {
                    case "type" -> type = text(token, "type");
                    case "userId" -> userId = id(token, "userId");
                    case "anonymousId" -> anonymousId = id(token, "anonymousId");
                    case "itemId" -> itemId = id(token, "itemId");
                    case "targetUserId" -> targetUserId = id(token, "targetUserId");
                    case "sessionId" -> sessionId = Scalars.text(json, token);
                    case "recommendationId" -> recommendationId = Scalars.text(json, token);
                    case "value" -> value = number(token);
                    case "timestamp" -> timestamp = instant(token, "timestamp");
                    case "sentAt" -> sentAt = instant(token, "sentAt");
                    case "item" -> item = NativeItemReader.read(json, token);
                    default -> json.skipChildren();
                }
            }
            return new DecodedEvent(
                    type,
                    userId,
                    anonymousId,
                    sessionId,
                    recommendationId,
                    targetUserId,
                    timestamp,
                    sentAt,
                    itemId == null ? List.of() : List.of(new Mention(0, itemId, value, item)));
        }

        private @Nullable String text(JsonToken token, String field) throws UnusableEventException {
            return switch (token) {
                case VALUE_NULL -> null;
                case VALUE_STRING -> Scalars.text(json, token);
                default -> throw wrongType(field, "a text");
            };
        }

        private @Nullable String id(JsonToken token, String field) throws UnusableEventException {
            return switch (token) {
                case VALUE_NULL -> null;
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        Scalars.text(json, token);
                default -> throw wrongType(field, "a text");
            };
        }

        private @Nullable Double number(JsonToken token) throws UnusableEventException {
            return switch (token) {
                case VALUE_NULL -> null;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(json.getDoubleValue());
                default -> throw wrongType("value", "a number");
            };
        }

        /** {@code 1e308} is finite, {@code 1e309} is not. */
        private static double finite(double number) throws UnusableEventException {
            if (!Double.isFinite(number)) {
                throw new UnusableEventException(
                        FailureReason.INVALID_VALUE, "value is beyond the range of a number");
            }
            return number;
        }

        private @Nullable Instant instant(JsonToken token, String field)
                throws UnusableEventException {
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token != JsonToken.VALUE_STRING) {
                throw wrongType(field, "a text");
            }
            String text = json.getString();
            Instant instant = Rfc3339.parse(text);
            if (instant == null && !text.isEmpty()) {
                throw new UnusableEventException(
                        FailureReason.INVALID_VALUE, field + " is no RFC 3339 date-time");
            }
            return instant;
        }

        private static UnusableEventException wrongType(String field, String wanted) {
            return new UnusableEventException(
                    FailureReason.INVALID_TYPE, field + " must be " + wanted);
        }
    }
}
