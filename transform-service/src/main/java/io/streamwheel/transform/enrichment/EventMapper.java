package io.streamwheel.transform.enrichment;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.transform.dialect.DecodedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Maps a valid event to what the store keeps of it. */
public final class EventMapper {

    /** Our own types that are not about an item even where they name one. */
    private static final Set<String> WITHOUT_ITEM =
            Set.of(
                    EventTypes.SEARCH,
                    EventTypes.PAGE,
                    EventTypes.IDENTIFY,
                    EventTypes.FOLLOW,
                    EventTypes.UNFOLLOW);

    private static final int LONGEST_REFERENCE = 256;

    private EventMapper() {}

    /** The enriched event; the same for the same bytes, however often it is asked. */
    public static EnrichedEvent map(CollectedEvent collected, DecodedEvent event) {
        Instant receivedAt = collected.receivedAt();
        Instant originalAt = requireNonNullElse(event.timestamp(), receivedAt);
        Instant sentAt = event.sentAt() != null ? event.sentAt() : collected.sentAt();
        return new EnrichedEvent(
                collected.site(),
                collected.id(),
                collected.copyId(),
                requireNonNull(event.type()),
                event.userId(),
                event.anonymousId(),
                originalAt,
                ClockCorrection.occurredAt(originalAt, sentAt, receivedAt),
                receivedAt,
                Excerpt.of(event.sessionId(), LONGEST_REFERENCE),
                Excerpt.of(event.recommendationId(), LONGEST_REFERENCE),
                event.targetUserId(),
                interactions(event),
                facts(event),
                collected.payload(),
                collected.origin());
    }

    private static List<Interaction> interactions(DecodedEvent event) {
        String type = requireNonNull(event.type());
        return WITHOUT_ITEM.contains(type)
                ? List.of()
                : event.mentions().stream()
                        .map(each ->
                                new Interaction(each.position(), type, each.itemId(), each.value()))
                        .toList();
    }

    private static List<ItemFacts> facts(DecodedEvent event) {
        return event.mentions().stream()
                .map(each -> FactsMapper.map(each.itemId(), each.item()))
                .filter(facts -> !facts.isEmpty())
                .toList();
    }
}
