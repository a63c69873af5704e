package io.streamwheel.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@link Queues#COLLECTED}: {@code
 * {"collected":1,"events":[{"site","id","copy","receivedAt","sentAt","dialect","shared":{...},"event":{...}}]}}.
 * No {@code dialect} means the native one; a replay has a {@code replayOf} too.
 */
public final class CollectedEnvelope {

    private static final String KIND = "collected";

    private CollectedEnvelope() {}

    /** One message body. */
    public static byte[] encode(List<CollectedEvent> events) {
        return Envelope.encode(KIND, events, CollectedEnvelope::write);
    }

    /** The events of one message body, their payloads as slices of it. */
    public static List<CollectedEvent> decode(byte[] message) throws MalformedEnvelopeException {
        return Envelope.decode(KIND, message, CollectedEnvelope::read);
    }

    private static void write(Envelope.Output out, CollectedEvent event) {
        out.text("site", event.site());
        out.text("id", event.id());
        out.json.writeNumberProperty("copy", event.copyId());
        out.time("receivedAt", event.receivedAt());
        out.time("sentAt", event.sentAt());
        if (event.dialect() != Dialect.NATIVE) {
            out.text("dialect", event.dialect().slug());
        }
        if (event.shared() instanceof Payload shared) {
            out.payload("shared", shared);
        }
        out.integer("replayOf", event.replayOf());
        out.payload("event", event.payload());
    }

    private static CollectedEvent read(Envelope.Input in) throws MalformedEnvelopeException {
        @Nullable String site = null;
        @Nullable String id = null;
        long copyId = 0;
        @Nullable Instant receivedAt = null;
        @Nullable Instant sentAt = null;
        Dialect dialect = Dialect.NATIVE;
        @Nullable Payload shared = null;
        @Nullable Payload payload = null;
        @Nullable Long replayOf = null;
        String name;
        while ((name = in.json.nextName()) != null) {
            in.json.nextToken();
            switch (name) {
                case "site" -> site = in.text();
                case "id" -> id = in.text();
                case "copy" -> copyId = in.json.getLongValue();
                case "receivedAt" -> receivedAt = in.time();
                case "sentAt" -> sentAt = in.time();
                case "dialect" -> dialect = in.dialect();
                case "shared" -> shared = in.payload();
                case "event" -> payload = in.payload();
                case "replayOf" -> replayOf = in.json.getLongValue();
                default -> in.json.skipChildren();
            }
        }
        return new CollectedEvent(
                Envelope.Input.present(site, "site"),
                Envelope.Input.present(id, "id"),
                copyId,
                Envelope.Input.present(receivedAt, "receivedAt"),
                sentAt,
                dialect,
                shared,
                Envelope.Input.present(payload, "event"),
                replayOf);
    }
}
