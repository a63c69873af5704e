package io.streamwheel.transform.dialect;

import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Snowplow's self-describing JSON, {@code {"schema":"iglu:vendor/name/jsonschema/1-0-0",
 * "data":...}}, which lies in a field as a text, or as base64url in another one.
 */
final class SelfDescribing {

    private static final String IGLU = "iglu:";
    private static final String[] PROPERTIES = {"brand", "variant", "size"};

    private SelfDescribing() {}

    /** What one of two fields holds; nothing when neither is there. */
    static Tree read(Tree event, String plain, String encoded) throws UnusableEventException {
        String text = event.text(plain);
        String field = text == null ? encoded : plain;
        byte[] json =
                text == null
                        ? decoded(event.text(encoded), encoded)
                        : text.getBytes(StandardCharsets.UTF_8);
        if (json.length == 0) {
            return Tree.NOTHING;
        }
        Tree tree = Tree.parse(json, 0, json.length);
        if (tree == null || !tree.isObject()) {
            throw broken(field);
        }
        return tree;
    }

    private static byte[] decoded(@Nullable String text, String field)
            throws UnusableEventException {
        if (text == null) {
            return new byte[0];
        }
        try {
            // Padding and the other alphabet are the same thing said in other ways.
            String unpadded = text.replace('+', '-').replace('/', '_').replace("=", "");
            return Base64.getUrlDecoder().decode(unpadded);
        } catch (IllegalArgumentException e) {
            throw broken(field);
        }
    }

    /** The name in its schema; {@code null} when it has none. */
    static @Nullable String name(Tree selfDescribing) {
        String schema = selfDescribing.text("schema");
        if (schema == null || !schema.startsWith(IGLU)) {
            return null;
        }
        String[] parts = schema.substring(IGLU.length()).split("/", -1);
        return parts.length < 2 || parts[1].isEmpty() ? null : parts[1];
    }

    /** The {@code product} entities of an event that have an id. */
    static List<Mention> products(Tree event, Meaning.Amount amount) throws UnusableEventException {
        List<Mention> mentions = new ArrayList<>();
        int position = 0;
        for (Tree entity : read(event, "co", "cx").at("data").elements()) {
            if (!"product".equals(name(entity))) {
                continue;
            }
            Tree product = entity.at("data");
            String itemId = product.text("id");
            if (itemId != null) {
                mentions.add(new Mention(position, itemId, amount.of(product), item(product)));
            }
            position++;
        }
        return mentions;
    }

    private static DecodedItem item(Tree product) {
        return new DecodedItem(
                product.text("name"),
                product.texts("category"),
                null,
                null,
                product.number("price"),
                product.text("currency"),
                Scalar.of(product, PROPERTIES));
    }

    private static UnusableEventException broken(String field) {
        return new UnusableEventException(
                FailureReason.INVALID_VALUE, field + " holds no JSON object");
    }
}
