package io.streamwheel.transform.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the member {@code item} of an event. Whatever its shape, it fails nothing. */
final class NativeItemReader {

    private NativeItemReader() {}

    /** The parser stands on the first token of the value and is left on its last. */
    static DecodedItem read(JsonParser json, JsonToken first) {
        if (first != JsonToken.START_OBJECT) {
            json.skipChildren();
            return DecodedItem.NOTHING;
        }
        @Nullable String title = null;
        @Nullable List<String> categories = null;
        @Nullable String url = null;
        @Nullable String imageUrl = null;
        @Nullable Double price = null;
        @Nullable String currency = null;
        Map<String, Scalar> properties = Map.of();
        String name;
        while ((name = json.nextName()) != null) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "title" -> title = Scalars.text(json, token);
                case "categories" -> categories = categories(json, token);
                case "url" -> url = Scalars.text(json, token);
                case "imageUrl" -> imageUrl = Scalars.text(json, token);
                case "price" -> price = Scalars.number(json, token);
                case "currency" -> currency = Scalars.text(json, token);
                case "properties" -> properties = Scalar.allOf(json, token);
                default -> json.skipChildren();
            }
        }
        return new DecodedItem(title, categories, url, imageUrl, price, currency, properties);
    }

    /** An array of texts; a single text is one category. */
    private static List<String> categories(JsonParser json, JsonToken first) {
        if (first != JsonToken.START_ARRAY) {
            String only = Scalars.text(json, first);
            return only == null ? List.of() : List.of(only);
        }
        List<String> categories = new ArrayList<>(4);
        JsonToken token;
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
            String category = Scalars.text(json, token);
            if (category != null) {
                categories.add(category);
            }
        }
        return categories;
    }
}
