package io.streamwheel.transform.dialect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Rfc3339;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 in the structured JSON form. The last two dotted parts of {@code type} read
 * as an event name: {@code com.example.product.viewed} is "Product Viewed". Any other type is taken
 * as it is, and {@code data} holds our own event fields.
 */
final class CloudEventDecoder {

    private static final String[] PRODUCT_ID = {"itemId", "product_id", "sku"};

    private final EventNames names;

    CloudEventDecoder(EventNames names) {
        this.names = names;
    }

    DecodedEvent decode(CollectedEvent collected) throws UnusableEventException {
        Tree event = Tree.of(collected.payload());
        Tree data = event.at("data");
        String type = event.text("type");
        if (type == null) {
            throw new UnusableEventException(FailureReason.MISSING_FIELD, "type is required");
        }
        String time = event.text("time");
        Told told = told(type, event, data);
        return new DecodedEvent(
                told.type,
                either(data.text("userId"), event.text("userid")),
                either(data.text("anonymousId"), event.text("anonymousid")),
                data.text("sessionId"),
                data.text("recommendationId"),
                data.text("targetUserId"),
                time == null ? null : instant(time),
                null,
                told.mentions);
    }

    private record Told(String type, List<Mention> mentions) {}

    private Told told(String type, Tree event, Tree data) {
        String name = nameOf(type);
        Meaning meaning = names.meaning(name);
        if (meaning == null) {
            return new Told(
                    EventNames.typeOf(type, ".-"), ownItem(event, data, data.number("value")));
        }
        if (meaning.type().equals(EventTypes.SEARCH)) {
            return new Told(EventTypes.SEARCH, List.of());
        }
        List<Mention> mentions =
                meaning.listedOnly() || !data.at("products").elements().isEmpty()
                        ? Products.of(data, meaning, PRODUCT_ID)
                        : ownItem(event, data, meaning.amount().of(data));
        return meaning.holdsFor(mentions)
                ? new Told(meaning.type(), mentions)
                : new Told(EventNames.typeOf(name, ""), List.of());
    }

    private static List<Mention> ownItem(Tree event, Tree data, @Nullable Double value) {
        String itemId = either(data.firstText(PRODUCT_ID), event.text("subject"));
        return itemId == null ? List.of() : List.of(new Mention(0, itemId, value, facts(data)));
    }

    /** In our own words where they are given, else in Segment's. */
    private static DecodedItem facts(Tree product) {
        Tree item = product.at("item");
        return item.isObject()
                ? new DecodedItem(
                        item.text("title"),
                        item.texts("categories"),
                        item.text("url"),
                        item.text("imageUrl"),
                        item.number("price"),
                        item.text("currency"),
                        Scalar.allOf(item.at("properties")))
                : Products.item(product, null);
    }

    private static String nameOf(String type) {
        List<String> parts = new ArrayList<>(List.of(type.split("\\.", -1)));
        return String.join(" ", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static @Nullable Instant instant(String time) {
        return Rfc3339.parse(time);
    }
}
