package io.streamwheel.analysis.catalogue;

import com.github.benmanes.caffeine.cache.Interner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties of an item as short texts that can be compared: one for each text, number or
 * boolean, and for each of those in an array. What is nested deeper or long says nothing here.
 */
public final class Traits {

    private static final int MOST = 50;
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 256;
    private static final char BETWEEN = '\0'; // no property can hold it

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** Shops have few brands and many items. */
    private static final Interner<String> SHARED = Interner.newWeakInterner();

    private Traits() {}

    /** One property with one value. */
    public static String trait(String name, String value) {
        return name + BETWEEN + value;
    }

    /**
     * A value as it is compared, or {@code null} for what cannot be: {@code 5}, {@code 5.0} and
     * {@code "5"} are the same.
     */
    public static @Nullable String text(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            return null; // too large to be read
        }
        if (value.isNumber()) {
            return value.decimalValue().signum() == 0
                    ? "0"
                    : value.decimalValue().stripTrailingZeros().toString();
        }
        return value.isBoolean() ? String.valueOf(value.booleanValue()) : null;
    }

    /**
     * The first 50.
     *
     * @param properties a JSON object, or {@code null} for none
     */
    static List<String> of(@Nullable String properties) {
        if (properties == null || properties.length() <= 2) {
            return List.of();
        }
        List<String> traits = new ArrayList<>();
        try {
            JSON.readTree(properties)
                    .properties()
                    .forEach(each -> add(traits, each.getKey(), each.getValue()));
        } catch (JacksonException broken) {
            return List.of(); // too deep or too long a number: shown as it is, and not compared
        }
        return traits;
    }

    private static void add(List<String> traits, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> addOne(traits, name, each));
        } else {
            addOne(traits, name, value);
        }
    }

    private static void addOne(List<String> traits, String name, JsonNode value) {
        String text = text(value);
        if (text != null
                && traits.size() < MOST
                && name.length() <= MAX_NAME
                && text.length() <= MAX_VALUE) {
            traits.add(SHARED.intern(trait(name, text)));
        }
    }
}
