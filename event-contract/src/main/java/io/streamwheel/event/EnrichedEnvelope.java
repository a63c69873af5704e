package io.streamwheel.event;

import io.streamwheel.event.DroppedEvent.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The codec of {@link Queues#ENRICHED}: {@code {"enriched":1,"events":[...]}}. A dropped event is
 * the one that has a {@code fate}.
 */
public final class EnrichedEnvelope {

    private static final String KIND = "enriched";

    private EnrichedEnvelope() {}

    /** One message body. */
    public static byte[] encode(List<? extends TransformResult> results) {
        return Envelope.encode(KIND, results, EnrichedEnvelope::write);
    }

    /** The results of one message body, their payloads as slices of it. */
    public static List<TransformResult> decode(byte[] message) throws MalformedEnvelopeException {
        return Envelope.decode(KIND, message, in -> new Fields().read(in));
    }

    private static void write(Envelope.Output out, TransformResult result) {
        out.text("site", result.site());
        out.text("id", result.id());
        out.json.writeNumberProperty("copy", result.copyId());
        out.time("receivedAt", result.receivedAt());
        out.integer("replayOf", result.replayOf());
        switch (result) {
            case DroppedEvent dropped -> {
                out.text("fate", dropped.fate().name().toLowerCase(Locale.ROOT));
                out.text("reason", dropped.reason());
            }
            case EnrichedEvent event -> writeEvent(out, event);
        }
    }

    private static void writeEvent(Envelope.Output out, EnrichedEvent event) {
        out.text("type", event.type());
        out.text("userId", event.userId());
        out.text("anonymousId", event.anonymousId());
        out.time("originalAt", event.originalAt());
        out.time("occurredAt", event.occurredAt());
        out.text("sessionId", event.sessionId());
        out.text("recommendationId", event.recommendationId());
        out.text("targetUserId", event.targetUserId());
        EventOrigin origin = event.origin();
        out.time("sentAt", origin.sentAt());
        if (origin.dialect() != Dialect.NATIVE) {
            out.text("dialect", origin.dialect().slug());
        }
        if (!event.interactions().isEmpty()) {
            out.json.writeName("interactions");
            out.json.writeStartArray();
            for (Interaction interaction : event.interactions()) {
                out.json.writeStartObject();
                out.json.writeNumberProperty("position", interaction.position());
                out.text("type", interaction.type());
                out.text("itemId", interaction.itemId());
                out.number("value", interaction.value());
                out.json.writeEndObject();
            }
            out.json.writeEndArray();
        }
        if (!event.facts().isEmpty()) {
            out.json.writeName("facts");
            out.json.writeStartArray();
            event.facts().forEach(facts -> writeFacts(out, facts));
            out.json.writeEndArray();
        }
        out.payload("event", event.payload());
    }

    private static void writeFacts(Envelope.Output out, ItemFacts facts) {
        out.json.writeStartObject();
        out.text("itemId", facts.itemId());
        out.text("title", facts.title());
        List<String> categories = facts.categories();
        if (categories != null) {
            out.json.writeName("categories");
            out.json.writeStartArray();
            categories.forEach(out.json::writeString);
            out.json.writeEndArray();
        }
        out.text("url", facts.url());
        out.text("imageUrl", facts.imageUrl());
        out.number("price", facts.price());
        out.text("currency", facts.currency());
        if (!facts.properties().isEmpty()) {
            out.json.writeName("properties");
            out.json.writeStartObject();
            facts.properties().forEach(out::payload);
            out.json.writeEndObject();
        }
        out.json.writeEndObject();
    }

    /** The fields of one result while they are read, in whatever order they come. */
    private static final class Fields {

        private @Nullable String site;
        private @Nullable String id;
        private long copyId;
        private @Nullable Instant receivedAt;
        private @Nullable Fate fate;
        private String reason = "";
        private @Nullable String type;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable Instant originalAt;
        private @Nullable Instant occurredAt;
        private @Nullable String sessionId;
        private @Nullable String recommendationId;
        private @Nullable String targetUserId;
        private List<Interaction> interactions = List.of();
        private List<ItemFacts> facts = List.of();
        private @Nullable Payload payload;
        private @Nullable Instant sentAt;
        private Dialect dialect = Dialect.NATIVE;
        private @Nullable Long replayOf;

        TransformResult read(Envelope.Input in) throws MalformedEnvelopeException {
            String name;
            while ((name = in.json.nextName()) != null) {
                in.json.nextToken();
                switch (name) {
                    case "site" -> site = in.text();
                    case "id" -> id = in.text();
                    case "copy" -> copyId = in.json.getLongValue();
                    case "receivedAt" -> receivedAt = in.time();
                    case "fate" -> fate = in.word(Fate.class, "fate");
                    case "reason" -> reason = in.text();
                    case "type" -> type = in.text();
                    case "userId" -> userId = in.text();
                    case "anonymousId" -> anonymousId = in.text();
                    case "originalAt" -> originalAt = in.time();
                    case "occurredAt" -> occurredAt = in.time();
                    case "sessionId" -> sessionId = in.text();
                    case "recommendationId" -> recommendationId = in.text();
                    case "targetUserId" -> targetUserId = in.text();
                    case "interactions" ->
                            interactions = readArray(in, EnrichedEnvelope::readInteraction);
                    case "facts" -> facts = readArray(in, EnrichedEnvelope::readFacts);
                    case "event" -> payload = in.payload();
                    case "sentAt" -> sentAt = in.time();
                    case "dialect" -> dialect = in.dialect();
                    case "replayOf" -> replayOf = in.json.getLongValue();
                    default -> in.json.skipChildren();
                }
            }
            String knownSite = Envelope.Input.present(site, "site");
            String knownId = Envelope.Input.present(id, "id");
            Instant knownReceivedAt = Envelope.Input.present(receivedAt, "receivedAt");
            if (fate != null) {
                return new DroppedEvent(
                        knownSite, knownId, copyId, knownReceivedAt, fate, reason, replayOf);
            }
            return new EnrichedEvent(
                    knownSite,
                    knownId,
                    copyId,
                    Envelope.Input.present(type, "type"),
                    userId,
                    anonymousId,
                    Envelope.Input.present(originalAt, "originalAt"),
                    Envelope.Input.present(occurredAt, "occurredAt"),
                    knownReceivedAt,
                    sessionId,
                    recommendationId,
                    targetUserId,
                    interactions,
                    facts,
                    Envelope.Input.present(payload, "event"),
                    origin());
        }

        private EventOrigin origin() {
            return dialect == Dialect.NATIVE && sentAt == null && replayOf == null
                    ? EventOrigin.PLAIN
                    : new EventOrigin(dialect, null, sentAt, replayOf);
        }
    }

    private static <T> List<T> readArray(Envelope.Input in, Envelope.EventReader<T> reader)
            throws MalformedEnvelopeException {
        Envelope.require(in.json.currentToken() == JsonToken.START_ARRAY, "an array is expected");
        List<T> values = new ArrayList<>(1);
        while (in.json.nextToken() != JsonToken.END_ARRAY) {
            Envelope.require(
                    in.json.currentToken() == JsonToken.START_OBJECT, "an object is expected");
            values.add(reader.read(in));
        }
        return values;
    }

    private static Interaction readInteraction(Envelope.Input in)
            throws MalformedEnvelopeException {
        int position = 0;
        @Nullable String type = null;
        @Nullable String itemId = null;
        @Nullable Double value = null;
        String name;
        while ((name = in.json.nextName()) != null) {
            in.json.nextToken();
            switch (name) {
                case "position" -> position = in.json.getIntValue();
                case "type" -> type = in.text();
                case "itemId" -> itemId = in.text();
                case "value" -> value = in.json.getDoubleValue();
                default -> in.json.skipChildren();
            }
        }
        return new Interaction(
                position,
                Envelope.Input.present(type, "type"),
                Envelope.Input.present(itemId, "itemId"),
                value);
    }

    private static ItemFacts readFacts(Envelope.Input in) throws MalformedEnvelopeException {
        @Nullable String itemId = null;
        @Nullable String title = null;
        @Nullable List<String> categories = null;
        @Nullable String url = null;
        @Nullable String imageUrl = null;
        @Nullable Double price = null;
        @Nullable String currency = null;
        Map<String, Payload> properties = Map.of();
        String name;
        while ((name = in.json.nextName()) != null) {
            JsonToken token = in.json.nextToken();
            switch (name) {
                case "itemId" -> itemId = in.text();
                case "title" -> title = in.text();
                case "categories" -> {
                    Envelope.require(token == JsonToken.START_ARRAY, "an array is expected");
                    categories = new ArrayList<>(2);
                    while (in.json.nextToken() != JsonToken.END_ARRAY) {
                        categories.add(in.text());
                    }
                }
                case "url" -> url = in.text();
                case "imageUrl" -> imageUrl = in.text();
                case "price" -> price = in.json.getDoubleValue();
                case "currency" -> currency = in.text();
                case "properties" -> properties = readProperties(in, token);
                default -> in.json.skipChildren();
            }
        }
        return new ItemFacts(
                Envelope.Input.present(itemId, "itemId"),
                title,
                categories,
                url,
                imageUrl,
                price,
                currency,
                properties);
    }

    private static Map<String, Payload> readProperties(Envelope.Input in, JsonToken first)
            throws MalformedEnvelopeException {
        Envelope.require(first == JsonToken.START_OBJECT, "an object is expected");
        Map<String, Payload> properties = new LinkedHashMap<>();
        String name;
        while ((name = in.json.nextName()) != null) {
            JsonToken token = in.json.nextToken();
            Envelope.require(token.isScalarValue(), "a scalar is expected");
            properties.put(name, in.payload());
        }
        return properties;
    }
}
