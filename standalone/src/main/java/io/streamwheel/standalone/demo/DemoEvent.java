package io.streamwheel.standalone.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as a shop's page posts it to {@code POST /v1/events}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoEvent(
        @Nullable String id,
        String type,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String itemId,
        Instant timestamp,
        @Nullable String sessionId,
        @Nullable BigDecimal value,
        @Nullable Facts item) {

    /** What the page knows about the product. */
    record Facts(
            String title,
            List<String> categories,
            String url,
            String imageUrl,
            BigDecimal price,
            String currency) {

        /**
         * @param shop the address of the shop without a slash at the end
         */
        static Facts of(Product product, String shop) {
            return new Facts(
                    product.title(),
                    List.of(product.department().slug()),
                    shop + "/?item=" + product.id(),
                    shop + DemoShop.picturePath(product.id()),
                    product.price(),
                    Product.CURRENCY);
        }
    }

    DemoEvent numbered(String newId) {
        return new DemoEvent(
                newId, type, userId, anonymousId, itemId, timestamp, sessionId, value, item);
    }

    DemoEvent at(Instant newTimestamp) {
        return new DemoEvent(
                id, type, userId, anonymousId, itemId, newTimestamp, sessionId, value, item);
    }
}
