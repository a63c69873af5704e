package io.streamwheel.transform.dialect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A text, a number or a boolean that somebody sent, uncut.
 *
 * @param text the text without quotes; a number or boolean as it is written
 * @param isText whether it is a text
 */
public record Scalar(String text, boolean isText) {

    /** Those members of an object that are scalars and not empty. */
    static Map<String, Scalar> of(Tree object, String... names) {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        for (String name : names) {
            note(scalars, name, of(object.at(name).node()));
        }
        return scalars;
    }

    /** All members of an object that are scalars and not empty. */
    static Map<String, Scalar> allOf(Tree object) {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.node().properties()) {
            note(scalars, member.getKey(), of(member.getValue()));
        }
        return scalars;
    }

    /**
     * The same from a parser that stands on the first token of the value, and is left on its last;
     * of a value that is no object, nothing.
     */
    static Map<String, Scalar> allOf(JsonParser json, JsonToken first) {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        if (first != JsonToken.START_OBJECT) {
            json.skipChildren();
            return scalars;
        }
        String name;
        while ((name = json.nextName()) != null) {
            JsonToken token = json.nextToken();
            note(scalars, name, of(json, token));
        }
        return scalars;
    }

    private static void note(Map<String, Scalar> scalars, String name, @Nullable Scalar value) {
        if (value != null) {
            scalars.put(name, value);
        }
    }

    private static @Nullable Scalar of(JsonParser json, JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token.isNumeric() || token.isBoolean()) {
            return unlessEmpty(json.getString(), token == JsonToken.VALUE_STRING);
        }
        json.skipChildren();
        return null;
    }

    private static @Nullable Scalar of(JsonNode value) {
        return value.isString() || value.isNumber() || value.isBoolean()
                ? unlessEmpty(value.asString(), value.isString())
                : null;
    }

    private static @Nullable Scalar unlessEmpty(String text, boolean isText) {
        return text.isEmpty() ? null : new Scalar(text, isText);
    }
}
