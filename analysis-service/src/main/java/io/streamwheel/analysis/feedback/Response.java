package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EventTypes;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a visitor did with an item of a list, as a stored event tells it.
 *
 * @param visitor the user id when {@code known}, else the anonymous id
 * @param type one of {@link #TYPES}
 * @param amount what a purchase brought in; {@code null} where nobody says
 * @param currency three capitals, or {@code null}
 */
public record Response(
        SiteId site,
        String recommendationId,
        String visitor,
        boolean known,
        String type,
        String itemId,
        @Nullable Double amount,
        @Nullable String currency,
        Instant occurredAt) {

    /** What is counted. */
    public static final Set<String> TYPES =
            Set.of(EventTypes.IMPRESSION, EventTypes.CLICK, EventTypes.PURCHASE);

    /** More, or less than nothing, is no price of anything: it would drown all others. */
    private static final double MOST = 1e12;

    public Response {
        amount = amount != null && amount >= 0 && amount <= MOST ? amount : null;
        currency = currency != null && currency.matches("[A-Z]{3}") ? currency : null;
    }
}
