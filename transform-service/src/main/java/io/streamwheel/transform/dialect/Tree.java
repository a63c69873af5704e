package io.streamwheel.transform.dialect;

import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A JSON value that is asked for what it may hold. What is not there, is {@code null}, empty, or of
 * another shape is absent: other people's events are read leniently.
 */
record Tree(JsonNode node) {

    /** Of which nothing is known. */
    static final Tree NOTHING = new Tree(MissingNode.getInstance());

    /** No number changes its digits on the way through a tree. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /**
     * Reads an event.
     *
     * @throws UnusableEventException it is not one JSON object in UTF-8
     */
    static Tree of(Payload payload) throws UnusableEventException {
        Utf8.check(payload);
        @Nullable Tree tree = parse(payload.array(), payload.offset(), payload.size());
        if (tree == null || !tree.node.isObject()) {
            throw new UnusableEventException(
                    FailureReason.MALFORMED_JSON, "the event is not one JSON object");
        }
        return tree;
    }

    /** Half of a UTF-16 pair has no form in UTF-8 and stays the escape that it was. */
    static byte[] bytes(JsonNode node) {
        String json = JSON.writeValueAsString(node);
        if (StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
            return json.getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder escaped = new StringBuilder(json.length() + 64);
        json.codePoints()
                .forEach(each -> {
                    if (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE) {
                        escaped.append(String.format("\\u%04x", each));
                    } else {
                        escaped.appendCodePoint(each);
                    }
                });
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code null} when it is not JSON, or holds a number that Java has none for. */
    static @Nullable Tree parse(byte[] json, int offset, int length) {
        try {
            return new Tree(JSON.readTree(json, offset, length));
        } catch (JacksonException | NumberFormatException broken) {
            return null; // the latter for 1e999999999999
        }
    }

    boolean isObject() {
        return node.isObject();
    }

    /** The member of that name. */
    Tree at(String name) {
        return new Tree(node.path(name));
    }

    /** The elements of an array. */
    List<Tree> elements() {
        List<Tree> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> elements.add(new Tree(each)));
        }
        return elements;
    }

    /** A text, or a number as its text. */
    @Nullable String text(String name) {
        return textOf(node.path(name));
    }

    /** The first of these members that has a text. */
    @Nullable String firstText(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A finite number, also one that is written as a text. */
    @Nullable Double number(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            double number = value.asDouble(Double.NaN); // 1e400 has no double
            return Double.isFinite(number) ? number : null;
        }
        return value.isString() ? Scalars.number(value.stringValue()) : null;
    }

    /** An array of texts, or one text; {@code null} when there is none. */
    @Nullable List<String> texts(String name) {
        JsonNode value = node.path(name);
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            String text = textOf(each);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? null : texts;
    }

    private static @Nullable String textOf(JsonNode value) {
        if (value.isString()) {
            return value.stringValue().isEmpty() ? null : value.stringValue();
        }
        return value.isNumber() ? value.asString() : null;
    }
}
