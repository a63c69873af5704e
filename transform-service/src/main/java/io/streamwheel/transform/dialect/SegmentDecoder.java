package io.streamwheel.transform.dialect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Rfc3339;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of Segment's tracking API and of RudderStack, which speaks the same (Segment, "HTTP
 * Tracking API" and "E-commerce events specification"). The request may share {@code type} (its
 * path), {@code anonymousId} (a header) and {@code context}.
 */
final class SegmentDecoder {

    private static final String[] PRODUCT_ID = {"product_id", "sku"};

    private final EventNames names;

    SegmentDecoder(EventNames names) {
        this.names = names;
    }

    DecodedEvent decode(CollectedEvent collected) throws UnusableEventException {
        Tree event = Tree.of(collected.payload());
        Tree properties = event.at("properties");
        String call = event.text("type");
        if (call == null) {
            throw missing("type");
        }
        Told told =
                switch (call) {
                    case "track" -> track(event, properties);
                    case "page", "screen" -> new Told(EventTypes.PAGE, List.of());
                    case "identify", "alias" -> new Told(EventTypes.IDENTIFY, List.of());
                    case "group" -> new Told("group", List.of());
                    default ->
                            throw new UnusableEventException(
                                    FailureReason.INVALID_VALUE,
                                    "type must be track, page, screen, identify, group or alias");
                };
        return new DecodedEvent(
                told.type,
                event.text("userId"),
                anonymousId(call, event),
                event.at("context").text("sessionId"),
                properties.text("recommendation_id"),
                null,
                time(event, "originalTimestamp", "timestamp"),
                time(event, "sentAt"),
                told.mentions);
    }

    private record Told(String type, List<Mention> mentions) {}

    private Told track(Tree event, Tree properties) throws UnusableEventException {
        String name = event.text("event");
        if (name == null || name.isBlank()) {
            throw missing("event");
        }
        Meaning meaning = names.meaning(name);
        if (meaning != null) {
            if (meaning.type().equals(EventTypes.SEARCH)) {
                return new Told(EventTypes.SEARCH, List.of());
            }
            List<Mention> mentions = Products.of(properties, meaning, PRODUCT_ID);
            if (meaning.holdsFor(mentions)) {
                return new Told(meaning.type(), mentions);
            }
        }
        return new Told(EventNames.typeOf(name, ""), List.of());
    }

    private static @Nullable String anonymousId(String call, Tree event) {
        String previous = call.equals("alias") ? event.text("previousId") : null;
        return previous == null ? event.text("anonymousId") : previous;
    }

    /** A time that nobody can read is as good as none: the event is worth more. */
    private static @Nullable Instant time(Tree event, String... names) {
        for (String name : names) {
            String text = event.text(name);
            Instant time = text == null ? null : Rfc3339.parse(text);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static UnusableEventException missing(String field) {
        return new UnusableEventException(FailureReason.MISSING_FIELD, field + " is required");
    }
}
