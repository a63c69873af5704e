package io.streamwheel.analysis;

import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.time.Instant;
import java.util.List;

/** A view of an item by a user, to be varied field by field. */
public record EventFixture(
        String site,
        String id,
        long copyId,
        String userId,
        String anonymousId,
        String itemId,
        Instant originalAt,
        Instant receivedAt,
        List<ItemFacts> facts,
        String sessionId) {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public static EventFixture event(String id, long copyId) {
        return new EventFixture("demo", id, copyId, "u1", null, "p1", NOON, NOON, List.of(), null);
    }

    public EventFixture by(String userId, String anonymousId) {
        return new EventFixture(
                site,
                id,
                copyId,
                userId,
                anonymousId,
                itemId,
                originalAt,
                receivedAt,
                facts,
                sessionId);
    }

    public EventFixture of(String item) {
        return new EventFixture(
                site,
                id,
                copyId,
                userId,
                anonymousId,
                item,
                originalAt,
                receivedAt,
                facts,
                sessionId);
    }

    public EventFixture receivedAt(Instant at) {
        return new EventFixture(
                site, id, copyId, userId, anonymousId, itemId, originalAt, at, facts, sessionId);
    }

    public EventFixture originalAt(Instant at) {
        return new EventFixture(
                site, id, copyId, userId, anonymousId, itemId, at, receivedAt, facts, sessionId);
    }

    public EventFixture saying(ItemFacts... said) {
        return new EventFixture(
                site,
                id,
                copyId,
                userId,
                anonymousId,
                itemId,
                originalAt,
                receivedAt,
                List.of(said),
                sessionId);
    }

    public EventFixture inSession(String session) {
        return new EventFixture(
                site,
                id,
                copyId,
                userId,
                anonymousId,
                itemId,
                originalAt,
                receivedAt,
                facts,
                session);
    }

    public EventFixture ofSite(String name) {
        return new EventFixture(
                name,
                id,
                copyId,
                userId,
                anonymousId,
                itemId,
                originalAt,
                receivedAt,
                facts,
                sessionId);
    }

    public EnrichedEvent enriched() {
        Instant occurredAt = originalAt.isAfter(receivedAt) ? receivedAt : originalAt;
        return new EnrichedEvent(
                site,
                id,
                copyId,
                "view",
                userId,
                anonymousId,
                originalAt,
                occurredAt,
                receivedAt,
                sessionId,
                null,
                null,
                List.of(new Interaction(0, "view", itemId, null)),
                facts,
                Payload.of("{\"id\":\"" + id + "\",\"type\":\"view\"}"));
    }

    /** The same event, as if the client had sent it in other bytes. */
    public static EnrichedEvent withPayload(EnrichedEvent event, Payload payload) {
        return new EnrichedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                event.type(),
                event.userId(),
                event.anonymousId(),
                event.originalAt(),
                event.occurredAt(),
                event.receivedAt(),
                event.sessionId(),
                event.targetUserId(),
                event.recommendationId(),
                event.interactions(),
                event.facts(),
                payload);
    }

    public DroppedEvent sieved() {
        return new DroppedEvent(site, id, copyId, receivedAt, DroppedEvent.Fate.DUPLICATE, "sieve");
    }

    public DroppedEvent filtered(String reason) {
        return new DroppedEvent(site, id, copyId, receivedAt, DroppedEvent.Fate.FILTERED, reason);
    }
}
