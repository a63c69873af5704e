package io.streamwheel.transform.dialect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.transform.dialect.Meaning.Amount;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of the Snowplow tracker protocol. Numbers are texts, times are milliseconds since
 * 1970.
 */
final class SnowplowDecoder {

    private static final Map<String, Meaning> ECOMMERCE =
            Map.of(
                    "product_view", new Meaning(EventTypes.VIEW, Amount.NONE),
                    "list_view", new Meaning(EventTypes.IMPRESSION, Amount.NONE),
                    "list_click", new Meaning(EventTypes.CLICK, Amount.NONE),
                    "add_to_cart", new Meaning(EventTypes.CART, Amount.QUANTITY),
                    "remove_from_cart", new Meaning(EventTypes.UNCART, Amount.QUANTITY),
                    "transaction", new Meaning(EventTypes.PURCHASE, Amount.QUANTITY),
                    "refund", new Meaning(EventTypes.REFUND, Amount.QUANTITY));

    DecodedEvent decode(CollectedEvent collected) throws UnusableEventException {
        Tree event = Tree.of(collected.payload());
        String kind = required(event, "e");
        required(event, "p");
        required(event, "tv");
        Told told =
                switch (kind) {
                    case "pv" -> new Told(EventTypes.PAGE, List.of());
                    case "pp" -> new Told("page_ping", List.of());
                    case "se" -> structured(event);
                    case "ue" -> selfDescribing(event);
                    case "tr" -> new Told("transaction", List.of());
                    case "ti" -> transactionItem(event);
                    default ->
                            throw new UnusableEventException(
                                    FailureReason.INVALID_VALUE,
                                    "e must be pv, pp, se, ue, tr or ti");
                };
        Instant trueTime = time(event, "ttm");
        return new DecodedEvent(
                told.type,
                event.text("uid"),
                event.firstText("duid", "nuid", "tnuid"),
                event.text("sid"),
                null,
                null,
                trueTime == null ? time(event, "dtm") : trueTime,
                trueTime == null ? time(event, "stm") : null,
                told.mentions);
    }

    private record Told(String type, List<Mention> mentions) {}

    private static Told structured(Tree event) throws UnusableEventException {
        String type = EventNames.typeOf(required(event, "se_ac"), "");
        if (!EventTypes.OF_ITEMS.contains(type)) {
            return new Told(type, List.of());
        }
        String itemId = event.text("se_la");
        return itemId == null
                ? new Told("se_" + type, List.of())
                : new Told(
                        type,
                        List.of(
                                new Mention(
                                        0, itemId, event.number("se_va"), DecodedItem.NOTHING)));
    }

    private static Told selfDescribing(Tree event) throws UnusableEventException {
        Tree body = SelfDescribing.read(event, "ue_pr", "ue_px").at("data");
        String name = SelfDescribing.name(body);
        if (name == null) {
            throw new UnusableEventException(
                    FailureReason.MISSING_FIELD, "ue_pr or ue_px with a schema is required");
        }
        return switch (name) {
            case "snowplow_ecommerce_action" -> ecommerce(event, body.at("data").text("type"));
            case "site_search" -> new Told(EventTypes.SEARCH, List.of());
            default -> new Told(EventNames.typeOf(name, ""), List.of());
        };
    }

    private static Told ecommerce(Tree event, @Nullable String action)
            throws UnusableEventException {
        if (action == null) {
            throw new UnusableEventException(
                    FailureReason.MISSING_FIELD, "the action's type is required");
        }
        Meaning meaning = ECOMMERCE.get(action);
        if (meaning != null) {
            List<Mention> mentions = SelfDescribing.products(event, meaning.amount());
            if (meaning.holdsFor(mentions)) {
                return new Told(meaning.type(), mentions);
            }
        }
        return new Told(EventNames.typeOf(action, ""), List.of());
    }

    private static Told transactionItem(Tree event) {
        String itemId = event.text("ti_sk");
        if (itemId == null) {
            return new Told("transaction_item", List.of());
        }
        DecodedItem item =
                new DecodedItem(
                        event.text("ti_nm"),
                        event.texts("ti_ca"),
                        null,
                        null,
                        event.number("ti_pr"),
                        event.text("ti_cu"),
                        Map.of());
        return new Told(
                EventTypes.PURCHASE, List.of(new Mention(0, itemId, event.number("ti_qu"), item)));
    }

    private static @Nullable Instant time(Tree event, String name) {
        Double millis = event.number(name);
        return millis == null || Math.abs(millis) > Long.MAX_VALUE / 1e6
                ? null
                : Instant.ofEpochMilli(millis.longValue());
    }

    private static String required(Tree event, String field) throws UnusableEventException {
        String text = event.text(field);
        if (text == null) {
            throw new UnusableEventException(FailureReason.MISSING_FIELD, field + " is required");
        }
        return text;
    }
}
