package io.streamwheel.transform.enrichment;

import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.dialect.DecodedItem;
import io.streamwheel.transform.dialect.Scalar;
import io.streamwheel.transform.validation.StorableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Cuts what an event says about its item to lengths that a catalogue can show. */
final class FactsMapper {

    private static final int LONGEST_TITLE = 1_024;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_CATEGORY = 256;
    private static final int LONGEST_CURRENCY = 16;
    private static final int MOST_CATEGORIES = 20;
    private static final int MOST_PROPERTIES = 20;
    private static final int LONGEST_PROPERTY = 256;
    private static final int LONGEST_PROPERTY_NAME = 128;
    private static final int LONGEST_NUMBER = 32;

    private FactsMapper() {}

    static ItemFacts map(String itemId, DecodedItem item) {
        return new ItemFacts(
                itemId,
                Excerpt.of(item.title(), LONGEST_TITLE),
                categories(item.categories()),
                Excerpt.of(item.url(), LONGEST_URL),
                Excerpt.of(item.imageUrl(), LONGEST_URL),
                item.price(),
                Excerpt.of(item.currency(), LONGEST_CURRENCY),
                properties(item.properties()));
    }

    /** The first few; what cannot be stored says nothing. */
    private static Map<String, Payload> properties(Map<String, Scalar> all) {
        Map<String, Payload> properties = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            Payload json = properties.size() < MOST_PROPERTIES ? json(value) : null;
            if (json != null
                    && !name.isEmpty()
                    && name.length() <= LONGEST_PROPERTY_NAME
                    && StorableText.isStorable(name)) {
                properties.put(name, json);
            }
        });
        return properties;
    }

    private static @Nullable Payload json(Scalar value) {
        String text = value.text();
        if (value.isText()) {
            String cut = Excerpt.cut(text, LONGEST_PROPERTY);
            return StorableText.isStorable(cut) ? Payload.of(quoted(cut)) : null;
        }
        return text.length() <= LONGEST_NUMBER && (isBoolean(text) || isUsual(text))
                ? Payload.of(text)
                : null;
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    /** It is a JSON number, but perhaps one that is too large or too small for any store. */
    private static boolean isUsual(String number) {
        double value = Double.parseDouble(number);
        return Double.isFinite(value)
                && (value != 0 || (number.indexOf('e') < 0 && number.indexOf('E') < 0));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }

    private static @Nullable List<String> categories(@Nullable List<String> all) {
        if (all == null) {
            return null;
        }
        List<String> categories = new ArrayList<>(Math.min(all.size(), MOST_CATEGORIES));
        for (String whole : all) {
            String category = Excerpt.cut(whole, LONGEST_CATEGORY);
            if (categories.size() < MOST_CATEGORIES && !categories.contains(category)) {
                categories.add(category);
            }
        }
        return categories;
    }
}
