package io.streamwheel.analysis.console.live;

import io.streamwheel.analysis.console.JsonLayout;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.live.StoredEvent;
import io.streamwheel.event.Interaction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What an event is made of, as texts to be shown beside each other. */
final class Opened {

    /** Of a payload; a failed one may be as long as a request. */
    private static final int MOST_SHOWN = 32 * 1024;

    private Opened() {}

    /** The client's bytes. */
    static String raw(StoredEvent event) {
        return JsonLayout.ofText(event.payload());
    }

    /** What the pipeline made of them, in the words of the interface. */
    static String enriched(StoredEvent event) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("id", event.eventId());
        parts.put("type", event.type());
        if (event.known()) {
            parts.put("userId", event.visitor());
        }
        put(parts, "anonymousId", event.anonymousId());
        put(parts, "sessionId", event.sessionId());
        put(parts, "targetUserId", event.targetUserId());
        put(parts, "recommendationId", event.recommendationId());
        parts.put("occurredAt", event.occurredAt().toString());
        parts.put("receivedAt", event.receivedAt().toString());
        parts.put("storedAt", event.storedAt().toString());
        List<Map<String, Object>> interactions = new ArrayList<>();
        for (Interaction each : event.interactions()) {
            Map<String, Object> interaction = new LinkedHashMap<>();
            interaction.put("type", each.type());
            interaction.put("itemId", each.itemId());
            put(interaction, "value", each.value());
            interactions.add(interaction);
        }
        parts.put("interactions", interactions);
        return JsonLayout.ofText(JsonMapper.shared().writeValueAsString(parts));
    }

    private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }

    /** By how much the client's clock was ahead (or, below 0, behind). */
    static Duration correction(StoredEvent event) {
        return Duration.between(event.occurredAt(), event.originalAt());
    }

    /** The bytes that failed, or their beginning, or what they are instead of a text. */
    static String raw(FailedEventRow failed) {
        byte[] payload = failed.payload();
        int shown = Math.min(payload.length, MOST_SHOWN);
        if (shown < payload.length || payload.length < failed.size()) {
            return new String(payload, 0, shown, StandardCharsets.UTF_8) + " …";
        }
        try {
            return JsonLayout.ofText(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(payload))
                            .toString());
        } catch (CharacterCodingException e) {
            return payload.length + " bytes that are no text";
        }
    }
}
