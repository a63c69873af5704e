package io.streamwheel.analysis.live;

import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Makes lines of what was decided and of what failed. */
final class Lines {

    /** Beyond it the bytes of a duplicate do not travel along. */
    static final int MOST_RAW_BYTES = 8 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Lines() {}

    static boolean fits(LiveFilter filter, Decided decided) {
        if (!filter.wantsFate(decided.fate().slug())) {
            return false;
        }
        return switch (decided.event()) {
            case DroppedEvent _ -> !filter.isOfContent();
            case EnrichedEvent event ->
                    filter.wantsType(event.type())
                            && isBy(filter.visitor(), event)
                            && isOf(filter.item(), event);
        };
    }

    private static boolean isBy(String visitor, EnrichedEvent event) {
        return visitor.isEmpty()
                || visitor.equals(event.userId())
                || visitor.equals(event.anonymousId());
    }

    private static boolean isOf(String item, EnrichedEvent event) {
        return item.isEmpty()
                || event.interactions().stream().anyMatch(each -> each.itemId().equals(item));
    }

    static LiveEvent of(Decided decided) {
        String fate = decided.fate().slug();
        UUID key = decided.key();
        String line =
                decided.fate() == Fate.STORED
                        ? LiveEvent.STORED + key
                        : fate + ":" + decided.event().copyId();
        return switch (decided.event()) {
            case DroppedEvent event ->
                    new LiveEvent(
                            line,
                            fate,
                            decided.reason(),
                            event.id(),
                            "",
                            "",
                            false,
                            "",
                            "",
                            0,
                            event.receivedAt().toEpochMilli(),
                            decided.at().toEpochMilli(),
                            null,
                            null,
                            null);
            case EnrichedEvent event -> of(decided, event, line, fate, key);
        };
    }

    private static LiveEvent of(
            Decided decided, EnrichedEvent event, String line, String fate, @Nullable UUID key) {
        String user = event.userId();
        String anonymous = orEmpty(event.anonymousId());
        return new LiveEvent(
                line,
                fate,
                decided.reason(),
                event.id(),
                event.type(),
                user == null ? anonymous : user,
                user != null,
                anonymous,
                event.interactions().isEmpty() ? "" : event.interactions().getFirst().itemId(),
                event.interactions().size(),
                event.receivedAt().toEpochMilli(),
                decided.at().toEpochMilli(),
                key == null ? null : key.toString(),
                null,
                decided.fate() == Fate.STORED ? null : raw(event.payload()));
    }

    private static @Nullable String raw(Payload payload) {
        return payload.size() > MOST_RAW_BYTES ? null : payload.toText();
    }

    /**
     * Of what failed only the bytes are known; where they read as an event of our own dialect, what
     * they say is shown.
     */
    static LiveEvent of(FailedEventRow failed) {
        JsonNode said = read(failed.payload());
        String user = text(said, "userId");
        String anonymous = text(said, "anonymousId");
        String item = text(said, "itemId");
        return new LiveEvent(
                LiveEvent.FAILED + failed.id(),
                Fate.FAILED.slug(),
                failed.reason(),
                orEmpty(failed.eventId()),
                text(said, "type"),
                user.isEmpty() ? anonymous : user,
                !user.isEmpty(),
                anonymous,
                item,
                item.isEmpty() ? 0 : 1,
                failed.receivedAt().toEpochMilli(),
                failed.failedAt().toEpochMilli(),
                null,
                failed.id(),
                null);
    }

    private static JsonNode read(byte[] payload) {
        try {
            return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String text(JsonNode said, String name) {
        return said.path(name).stringValue("");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
