package io.streamwheel.analysis.http;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body as JSON, with a bound on its size and depth. */
final class JsonBody {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 32;
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .build();

    private JsonBody() {}

    /**
     * @throws ProblemException 413 or 400
     */
    static JsonNode read(InputStream body) throws IOException {
        return read(body, MAX_BYTES);
    }

    /**
     * @throws ProblemException 413 or 400
     */
    static JsonNode read(InputStream body, int maxBytes) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "Too large",
                    "A body has at most " + maxBytes + " bytes.");
        }
        try {
            JsonNode json = MAPPER.readTree(bytes);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (JacksonException broken) {
            throw notJson();
        }
        throw notJson();
    }

    /**
     * The text of one property; empty where there is no such text.
     *
     * @throws ProblemException 413 or 400
     * @throws InvalidBodyException where the body is no object
     */
    static String text(InputStream body, String name) throws IOException {
        JsonNode json = read(body);
        if (!json.isObject()) {
            throw InvalidBodyException.badRequest("", "must be an object");
        }
        return json.path(name).isString() ? json.path(name).asString() : "";
    }

    private static ProblemException notJson() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "not-json", "Not JSON", "The body is not JSON.");
    }
}
