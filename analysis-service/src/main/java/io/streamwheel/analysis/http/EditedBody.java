package io.streamwheel.analysis.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The optional body of a replay, {@code {"payload": {...}}}. The payload is cut out as the bytes
 * that it is, so that no number changes its digits.
 */
final class EditedBody {

    static final int MAX_BYTES = 64 << 10;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PAYLOAD = "payload";

    private EditedBody() {}

    /**
     * The payload; null where there is none.
     *
     * @throws ProblemException 413
     * @throws InvalidBodyException the body is not what it must be
     */
    static byte @Nullable [] read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length == 0) {
            return null;
        }
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "Too large",
                    "A body has at most " + MAX_BYTES + " bytes.");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return payloadOf(parser, bytes);
        } catch (JacksonException broken) {
            throw InvalidBodyException.badRequest("", "must be JSON");
        }
    }

    private static byte @Nullable [] payloadOf(JsonParser parser, byte[] bytes) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw InvalidBodyException.badRequest("", "must be an object");
        }
        byte[] payload = null;
        String name;
        while ((name = parser.nextName()) != null) {
            if (!name.equals(PAYLOAD)) {
                throw new InvalidBodyException(ReplayRequest.pointer(name), "is not known here");
            }
            if (parser.nextToken() != JsonToken.START_OBJECT || payload != null) {
                throw new InvalidBodyException("/payload", "must be one object");
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            payload = Arrays.copyOfRange(bytes, from, to);
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw InvalidBodyException.badRequest("", "must be one object");
        }
        return payload;
    }
}
