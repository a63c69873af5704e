package io.streamwheel.ingest.http;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the query of an address as a JSON object, for events that come by GET. All values are
 * texts; of two equal names the last counts. The write key is left out.
 */
final class QueryDocument {

    private static final String WRITE_KEY = "writeKey";
    private static final int MOST_LEVELS = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private QueryDocument() {}

    /** Each parameter is a member. */
    static Body flat(@Nullable String query) {
        Map<String, Object> members = new LinkedHashMap<>();
        read(query, members::put);
        return written(members);
    }

    /** Dots in names nest: {@code properties.product_id=p1}. */
    static Body nested(@Nullable String query) {
        Map<String, Object> members = new LinkedHashMap<>();
        read(query, (name, value) -> put(members, name.split("\\.", -1), value));
        return written(members);
    }

    private static void read(@Nullable String query, BiConsumer<String, String> member) {
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            if (!name.isEmpty() && !name.equals(WRITE_KEY)) {
                member.accept(name, equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
    }

    @SuppressWarnings("unchecked") // only this method puts maps there
    private static void put(Map<String, Object> root, String[] path, String value) {
        if (path.length > MOST_LEVELS) {
            throw new RefusedException(
                    Problem.TOO_DEEP, "a name has more than " + MOST_LEVELS + " parts");
        }
        Map<String, Object> object = root;
        for (int i = 0; i < path.length - 1; i++) {
            Object inner = object.get(path[i]);
            if (!(inner instanceof Map)) {
                inner = new LinkedHashMap<String, Object>();
                object.put(path[i], inner);
            }
            object = (Map<String, Object>) inner;
        }
        object.put(path[path.length - 1], value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Problem.BAD_REQUEST, "the query is not percent-encoded");
        }
    }

    private static Body written(Map<String, Object> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, members);
        }
        return Body.of(bytes.toByteArray());
    }

    private static void write(JsonGenerator json, Map<?, ?> members) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(String.valueOf(name));
            if (value instanceof Map<?, ?> inner) {
                write(json, inner);
            } else {
                json.writeString(String.valueOf(value));
            }
        });
        json.writeEndObject();
    }
}
