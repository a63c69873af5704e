package io.streamwheel.analysis.catalogue;

import io.streamwheel.event.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an item from JSON and says of every part that breaks a rule where and which. {@code null}
 * says "nothing", which is not the same as not saying anything. Unknown fields are left aside.
 */
public final class ItemParser {

    private static final int MAX_TITLE = 1024;
    private static final int MAX_URL = 2048;
    private static final int MAX_ID = 256;
    private static final int MAX_CATEGORIES = 50;
    private static final int MAX_PROPERTIES = 32 * 1024;

    private final JsonNode json;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<ItemField> said = EnumSet.noneOf(ItemField.class);

    private ItemParser(JsonNode json) {
        this.json = json;
    }

    /**
     * @param itemId from the path; {@code null} when the body has to say it
     */
    public static Parsed parse(JsonNode json, @Nullable String itemId) {
        return new ItemParser(json).parse(itemId);
    }

    /** Why an id cannot be one, or {@code null}. */
    public static @Nullable String wrongId(String itemId) {
        if (itemId.isEmpty() || itemId.length() > MAX_ID) {
            return "must have 1 to " + MAX_ID + " characters";
        }
        return wrongText(itemId);
    }

    private Parsed parse(@Nullable String fromPath) {
        if (!json.isObject()) {
            return new Parsed(null, List.of(new FieldError("", "must be an object")));
        }
        String itemId = fromPath == null ? idOfBody() : fromPath;
        if (fromPath != null) {
            String wrong = wrongId(fromPath);
            if (wrong != null) {
                errors.add(new FieldError("/itemId", wrong));
            }
        }
        Item item =
                new Item(
                        itemId,
                        text(ItemField.TITLE, MAX_TITLE),
                        categories(),
                        text(ItemField.URL, MAX_URL),
                        text(ItemField.IMAGE_URL, MAX_URL),
                        price(),
                        currency(),
                        flag(ItemField.AVAILABLE, true),
                        instant(ItemField.AVAILABLE_FROM),
                        instant(ItemField.AVAILABLE_UNTIL),
                        flag(ItemField.HIDDEN, false),
                        properties(),
                        false,
                        Instant.EPOCH);
        return errors.isEmpty()
                ? new Parsed(new ItemEdit(item, said), List.of())
                : new Parsed(null, errors);
    }

    private String idOfBody() {
        JsonNode node = json.has("itemId") ? json.path("itemId") : json.path("id");
        if (!node.isString()) {
            errors.add(new FieldError("/itemId", "is needed, as text"));
            return "";
        }
        String wrong = wrongId(node.stringValue());
        if (wrong != null) {
            errors.add(new FieldError("/itemId", wrong));
        }
        return node.stringValue();
    }

    private @Nullable JsonNode value(ItemField field) {
        JsonNode node = json.get(field.json());
        if (node == null) {
            return null;
        }
        said.add(field);
        return node.isNull() ? null : node;
    }

    private void wrong(ItemField field, String detail) {
        errors.add(new FieldError("/" + field.json(), detail));
    }

    private @Nullable String text(ItemField field, int longest) {
        JsonNode node = value(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            wrong(field, "must be text");
            return null;
        }
        String text = node.stringValue();
        String wrong =
                text.length() > longest
                        ? "must have at most " + longest + " characters"
                        : wrongText(text);
        if (wrong != null) {
            wrong(field, wrong);
        }
        return text;
    }

    /** What PostgreSQL cannot keep as it came. */
    private static @Nullable String wrongText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not hold the character NUL";
            }
            boolean paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must not hold half of a character";
            }
        }
        return null;
    }

    private List<String> categories() {
        JsonNode node = value(ItemField.CATEGORIES);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_CATEGORIES) {
            wrong(ItemField.CATEGORIES, "must be an array of at most " + MAX_CATEGORIES + " texts");
            return List.of();
        }
        List<String> categories = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode each = node.get(i);
            String wrong = each.isString() ? wrongId(each.stringValue()) : "must be text";
            if (wrong != null) {
                errors.add(new FieldError("/categories/" + i, wrong));
            } else if (!categories.contains(each.stringValue())) {
                categories.add(each.stringValue());
            }
        }
        return categories;
    }

    private @Nullable Double price() {
        JsonNode node = value(ItemField.PRICE);
        if (node == null) {
            return null;
        }
        double price = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        if (!Double.isFinite(price) || price < 0) {
            wrong(ItemField.PRICE, "must be a finite number, 0 or more");
        }
        return price;
    }

    private @Nullable String currency() {
        String currency = text(ItemField.CURRENCY, 3);
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            wrong(ItemField.CURRENCY, "must be three capital letters (ISO 4217)");
        }
        return currency;
    }

    private boolean flag(ItemField field, boolean absent) {
        JsonNode node = value(field);
        if (node == null) {
            return absent;
        }
        if (!node.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return node.isBoolean() && node.booleanValue();
    }

    private @Nullable Instant instant(ItemField field) {
        JsonNode node = value(field);
        if (node == null) {
            return null;
        }
        Instant instant = node.isString() ? Rfc3339.parse(node.stringValue()) : null;
        if (instant == null) {
            wrong(field, "must be a timestamp with zone, by RFC 3339");
        }
        return instant;
    }

    private @Nullable String properties() {
        JsonNode node = value(ItemField.PROPERTIES);
        if (node == null) {
            return null;
        }
        String text = node.toString();
        if (!node.isObject() || text.length() > MAX_PROPERTIES) {
            wrong(
                    ItemField.PROPERTIES,
                    "must be an object of at most " + MAX_PROPERTIES + " characters");
        }
        String wrong = wrongText(text);
        if (wrong != null) {
            wrong(ItemField.PROPERTIES, wrong);
        }
        return text;
    }

    /**
     * @param edit what was said, or {@code null} when something is wrong
     */
    public record Parsed(@Nullable ItemEdit edit, List<FieldError> errors) {}
}
