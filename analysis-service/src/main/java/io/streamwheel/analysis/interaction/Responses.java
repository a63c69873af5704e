package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.feedback.Response;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stored events tell of lists. */
final class Responses {

    /** Here the value of a purchase is what it brought in; elsewhere it is a quantity. */
    private static final Set<Dialect> OWN_WORDS = Set.of(Dialect.NATIVE, Dialect.CLOUD_EVENTS);

    private Responses() {}

    static List<Response> of(List<NewEvent> events) {
        List<Response> responses = new ArrayList<>(0);
        for (NewEvent each : events) {
            String list = each.event().recommendationId();
            if (list != null && Response.TYPES.contains(each.event().type())) {
                add(each, list, responses);
            }
        }
        return responses;
    }

    /** An item that an order names twice brings in both. */
    private static void add(NewEvent stored, String list, List<Response> responses) {
        EnrichedEvent event = stored.event();
        Map<String, @Nullable Double> amounts = new LinkedHashMap<>();
        for (Interaction each : event.interactions()) {
            Double amount = amount(event, each);
            Double before = amounts.get(each.itemId());
            amounts.put(
                    each.itemId(),
                    amount == null
                            ? before
                            : Double.valueOf(before == null ? amount : before + amount));
        }
        amounts.forEach((item, amount) ->
                responses.add(
                        new Response(
                                stored.site(),
                                list,
                                stored.visitor().id(),
                                stored.visitor().known(),
                                event.type(),
                                item,
                                amount,
                                currency(event, item),
                                event.occurredAt())));
    }

    private static @Nullable Double amount(EnrichedEvent event, Interaction interaction) {
        Double value = interaction.value();
        if (value == null || !event.type().equals(EventTypes.PURCHASE)) {
            return null;
        }
        if (OWN_WORDS.contains(event.origin().dialect())) {
            return value;
        }
        ItemFacts facts = facts(event, interaction.itemId());
        return facts == null || facts.price() == null
                ? null
                : Double.valueOf(value * facts.price());
    }

    private static @Nullable String currency(EnrichedEvent event, String item) {
        ItemFacts facts = facts(event, item);
        return facts == null || !event.type().equals(EventTypes.PURCHASE) ? null : facts.currency();
    }

    private static @Nullable ItemFacts facts(EnrichedEvent event, String item) {
        for (ItemFacts each : event.facts()) {
            if (each.itemId().equals(item)) {
                return each;
            }
        }
        return null;
    }
}
