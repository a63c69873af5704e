package io.streamwheel.analysis.failed;

import io.streamwheel.event.Dialect;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an edited payload must be: an object within the limits of the collector, of the same event.
 * What it says is judged by the transform stage, as that of every event.
 */
public final class EditedPayload {

    public static final int MAX_BYTES = 32 << 10;
    public static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private EditedPayload() {}

    /**
     * @throws EditRefusedException it breaks a rule
     */
    static void check(FailedEventWhole failed, byte[] edited) {
        if (edited.length > MAX_BYTES) {
            throw new EditRefusedException("", "must have at most " + MAX_BYTES + " bytes");
        }
        requireUtf8(edited);
        requireDepth(edited);
        JsonNode node = parse(edited);
        if (node == null || !node.isObject()) {
            throw new EditRefusedException("", "must be an object");
        }
        requireSameEvent(failed, node);
    }

    private static void requireUtf8(byte[] edited) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(edited));
        } catch (CharacterCodingException broken) {
            throw new EditRefusedException("", "must be UTF-8");
        }
    }

    private static void requireDepth(byte[] edited) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), edited)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    throw new EditRefusedException(
                            "", "must have at most " + MAX_DEPTH + " levels");
                }
            }
        } catch (JacksonException broken) {
            throw new EditRefusedException("", "must be JSON" + placeOf(broken));
        }
    }

    /** By hand, a comma is soon lost: say where to look. */
    private static String placeOf(JacksonException broken) {
        @Nullable TokenStreamLocation place = broken.getLocation();
        return place == null || place.getLineNr() < 1
                ? ""
                : ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static @Nullable JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException broken) {
            return null; // the original may be anything
        }
    }

    /** The id stays what the event is known by: a payload that names another one lies. */
    private static void requireSameEvent(FailedEventWhole failed, JsonNode edited) {
        Dialect dialect = failed.dialect();
        JsonNode original = parse(failed.row().payload());
        for (String name : identityOf(dialect == null ? Dialect.NATIVE : dialect)) {
            JsonNode told = edited.get(name);
            if (told == null || told.isNull()) {
                continue;
            }
            boolean same =
                    original != null && original.has(name)
                            ? told.equals(original.get(name))
                            : told.asString("").equals(failed.row().eventId());
            if (!same) {
                throw new EditRefusedException(
                        "/" + name, "must stay what it is: it is what the event is known by");
            }
        }
    }

    private static List<String> identityOf(Dialect dialect) {
        return switch (dialect) {
            case NATIVE -> List.of("id");
            case SEGMENT -> List.of("messageId");
            case SNOWPLOW -> List.of("eid");
            case CLOUD_EVENTS -> List.of("id", "source");
        };
    }
}
