package io.streamwheel.transform.dialect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.UnusableEventException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays what a request says of all its events beneath each of them, so that an event is whole by
 * itself from here on, also in the store. The event's own word is stronger, object by object; but
 * {@code type} is that of the request, whose path names it.
 */
public final class SharedWords {

    private static final String TYPE = "type";

    private SharedWords() {}

    /**
     * The same event without anything shared.
     *
     * @throws UnusableEventException one of the two is not one JSON object in UTF-8
     */
    public static CollectedEvent fold(CollectedEvent event) throws UnusableEventException {
        Payload shared = event.shared();
        if (shared == null) {
            return event;
        }
        ObjectNode whole = (ObjectNode) Tree.of(event.payload()).node();
        JsonNode beneath = Tree.of(shared).node();
        if (beneath.has(TYPE)) {
            whole.set(TYPE, beneath.get(TYPE));
        }
        lay(beneath, whole);
        return new CollectedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                event.receivedAt(),
                event.sentAt(),
                event.dialect(),
                null,
                Payload.of(Tree.bytes(whole)),
                event.replayOf());
    }

    /** Both are within the depth that the collector allows. */
    private static void lay(JsonNode beneath, ObjectNode above) {
        for (Map.Entry<String, JsonNode> member : beneath.properties()) {
            JsonNode own = above.get(member.getKey());
            if (isAbsent(own)) {
                above.set(member.getKey(), member.getValue());
            } else if (own instanceof ObjectNode object && member.getValue().isObject()) {
                lay(member.getValue(), object);
            }
        }
    }

    private static boolean isAbsent(@Nullable JsonNode own) {
        return own == null || own.isNull() || (own.isString() && own.stringValue().isEmpty());
    }
}
