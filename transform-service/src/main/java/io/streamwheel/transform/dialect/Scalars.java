package io.streamwheel.transform.dialect;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Takes what is there and passes over what is not of the shape. */
final class Scalars {

    private static final int LONGEST_NUMBER = 64;

    private Scalars() {}

    /**
     * A text, or a number as its text; {@code null} for an empty text and for every other shape,
     * which is passed over.
     */
    static @Nullable String text(JsonParser json, JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            String text = json.getString();
            return text.isEmpty() ? null : text;
        }
        json.skipChildren();
        return null;
    }

    /**
     * A finite number, also one that is written as a text; {@code null} for every other shape,
     * which is passed over.
     */
    static @Nullable Double number(JsonParser json, JsonToken token) {
        if (token.isNumeric()) {
            double number = json.getDoubleValue();
            return Double.isFinite(number) ? number : null;
        }
        String text = text(json, token);
        return text == null ? null : number(text);
    }

    /** A finite number that is written as a text; {@code null} for every other text. */
    static @Nullable Double number(String text) {
        if (text.length() > LONGEST_NUMBER || !looksLikeNumber(text)) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** Keeps out what only Java calls a number: hexadecimal, {@code 1d}, {@code NaN}. */
    private static boolean looksLikeNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
