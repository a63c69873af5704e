package io.streamwheel.transform.pipeline;

import io.streamwheel.event.Dialect;
import io.streamwheel.testkit.chance.AnyJson;
import io.streamwheel.testkit.chance.Chance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes events with the names that a dialect knows, and mostly values that it knows, too. */
final class AnyEvent {

    private static final String[] TIMES = {
        "\"2026-11-22T08:00:00Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999999Z\"",
        "\"2100-01-01T00:00:00+14:00\"",
        "\"\"",
        "null",
        "\"yesterday\"",
        "\"2026-11-22T25:00:00Z\""
    };
    private static final String[] MILLIS = {
        "\"1795340924414\"",
        "1795340924414",
        "\"-1\"",
        "\"9e15\"",
        "\"9223372036854775807\"",
        "1e400",
        "\"NaN\"",
        "\"\""
    };
    private static final String[] NAMES = {
        "Order Completed",
        "Product Viewed",
        "product added",
        "Product Reviewed",
        "Order Refunded",
        "Products Searched",
        "Article Read",
        "  ",
        "\\u0000",
        "1st \\ud83d\\ude00 İ",
        "\\ud800"
    };
    private static final String[] ACTIONS = {
        "product_view", "transaction", "refund", "add_to_cart", "checkout_step", "", "\\u0000"
    };

    private final AnyJson json;
    private final Chance chance;

    private AnyEvent(Chance chance) {
        this.chance = chance;
        json = new AnyJson(chance, true);
    }

    static String of(Dialect dialect, Chance chance) {
        AnyEvent any = new AnyEvent(chance);
        return switch (dialect) {
            case NATIVE -> any.ours();
            case SEGMENT -> any.segment();
            case SNOWPLOW -> any.snowplow();
            case CLOUD_EVENTS -> any.cloudEvent();
        };
    }

    private String ours() {
        return object(
                "type", chance.oneOf("\"view\"", "\"follow\"", "\"page\"", odd()),
                "userId", idOrOdd(),
                "anonymousId", idOrOdd(),
                "itemId", idOrOdd(),
                "targetUserId", idOrOdd(),
                "sessionId", idOrOdd(),
                "recommendationId", idOrOdd(),
                "value", chance.oneOf("2", "1e309", "null", odd()),
                "timestamp", chance.oneOf(TIMES),
                "sentAt", chance.oneOf(TIMES),
                "item", item("title", "categories", "imageUrl"));
    }

    private String segment() {
        return object(
                "type", chance.oneOf("\"track\"", "\"track\"", "\"identify\"", "\"alias\"", odd()),
                "event", "\"" + chance.oneOf(NAMES) + "\"",
                "userId", idOrOdd(),
                "anonymousId", idOrOdd(),
                "previousId", idOrOdd(),
                "timestamp", chance.oneOf(TIMES),
                "originalTimestamp", chance.oneOf(TIMES),
                "sentAt", chance.oneOf(TIMES),
                "context", chance.oneOf("{\"sessionId\":" + idOrOdd() + "}", odd()),
                "properties", chance.oneOf(products("product_id"), product("sku"), odd()));
    }

    private String snowplow() {
        return object(
                "e",
                chance.oneOf("\"ue\"", "\"se\"", "\"ti\"", "\"pv\"", odd()),
                "p",
                "\"web\"",
                "tv",
                "\"js-4\"",
                "uid",
                idOrOdd(),
                "duid",
                idOrOdd(),
                "sid",
                idOrOdd(),
                "dtm",
                chance.oneOf(MILLIS),
                "stm",
                chance.oneOf(MILLIS),
                "ttm",
                chance.oneOf("null", chance.oneOf(MILLIS)),
                "se_ac",
                chance.oneOf("\"like\"", "\"Play It\"", odd()),
                "se_la",
                idOrOdd(),
                "se_va",
                chance.oneOf(MILLIS),
                "ti_sk",
                idOrOdd(),
                "ti_qu",
                chance.oneOf("\"2\"", odd()),
                "ti_pr",
                chance.oneOf(MILLIS),
                chance.oneOf("ue_px", "ue_pr"),
                wrapped(action()),
                chance.oneOf("cx", "co"),
                wrapped(entities()));
    }

    private String cloudEvent() {
        return object(
                "specversion", "\"1.0\"",
                "id", idOrOdd(),
                "source", "\"/s\"",
                "type",
                        chance.oneOf(
                                "\"a.product.viewed\"", "\"view\"", "\"a.order.completed\"", odd()),
                "subject", idOrOdd(),
                "time", chance.oneOf(TIMES),
                "userid", idOrOdd(),
                "data", chance.oneOf(ours(), products("itemId"), product("product_id"), odd()));
    }

    private String action() {
        return "{\"schema\":\"iglu:a/b/c/1\",\"data\":{\"schema\":"
                + chance.oneOf(
                        "\"iglu:c/snowplow_ecommerce_action/j/1-0-2\"",
                        "\"iglu:c/site_search/j/1\"",
                        "\"iglu:\"",
                        odd())
                + ",\"data\":{\"type\":\""
                + chance.oneOf(ACTIONS)
                + "\"}}}";
    }

    private String entities() {
        StringBuilder all = new StringBuilder("{\"data\":[");
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : ",").append("{\"schema\":\"iglu:y/product/j/1\",\"data\":");
            all.append(product("id")).append("}");
        }
        return all.append("]}").toString();
    }

    /** In base64, or as a text. */
    private String wrapped(String inner) {
        return chance.oneIn(2)
                ? '"'
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(inner.getBytes(StandardCharsets.UTF_8))
                        + '"'
                : json.text(inner);
    }

    private String products(String id) {
        StringBuilder all = new StringBuilder("{\"currency\":\"EUR\",\"products\":[");
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : ",").append(chance.oneIn(6) ? odd() : product(id));
        }
        return all.append("]}").toString();
    }

    private String product(String id) {
        return object(
                id,
                idOrOdd(),
                "name",
                odd(),
                "category",
                odd(),
                "price",
                chance.oneOf("1.5", "\"1.5\"", "1e400", odd()),
                "quantity",
                chance.oneOf("2", "\"x\"", "1e999999", odd()),
                "rating",
                chance.oneOf("4", odd()),
                "brand",
                odd(),
                "position",
                odd(),
                "currency",
                odd());
    }

    private String item(String title, String categories, String image) {
        return object(
                title, odd(), categories, odd(), image, odd(), "price", odd(), "properties", odd());
    }

    private String idOrOdd() {
        return chance.oneIn(3) ? odd() : chance.oneOf("\"i1\"", "\"i2\"", "17", "null", "\"\"");
    }

    /** Anything. */
    private String odd() {
        return json.value(2);
    }

    /** Names and values in turn; some are left out. */
    private String object(String... members) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < members.length; i += 2) {
            if (!chance.oneIn(6)) {
                object.append(object.length() == 1 ? "" : ",").append(json.space());
                object.append('"').append(members[i]).append("\":").append(members[i + 1]);
            }
        }
        return object.append(json.space()).append("}").toString();
    }
}
