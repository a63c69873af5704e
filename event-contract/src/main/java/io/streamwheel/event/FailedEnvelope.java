package io.streamwheel.event;

import io.streamwheel.event.FailedEvent.Stage;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@link Queues#FAILED}: {@code {"failed":1,"events":[...]}}. Payloads are base64, for
 * they may be anything.
 */
public final class FailedEnvelope {

    private static final String KIND = "failed";

    private FailedEnvelope() {}

    /** One message body. */
    public static byte[] encode(List<FailedEvent> events) {
        return Envelope.encode(KIND, events, FailedEnvelope::write);
    }

    /** The dead letters of one message body. */
    public static List<FailedEvent> decode(byte[] message) throws MalformedEnvelopeException {
        return Envelope.decode(KIND, message, FailedEnvelope::read);
    }

    private static void write(Envelope.Output out, FailedEvent event) {
        out.text("site", event.site());
        out.text("id", event.id());
        out.json.writeNumberProperty("copy", event.copyId());
        out.text("stage", event.stage().slug());
        out.text("reason", event.reason());
        out.text("detail", event.detail());
        out.time("receivedAt", event.receivedAt());
        out.time("failedAt", event.failedAt());
        out.text("payload", base64(event.payload()));
        if (event.cut()) {
            out.json.writeBooleanProperty("cut", true);
        }
        EventOrigin origin = event.origin();
        if (origin.dialect() != Dialect.NATIVE) {
            out.text("dialect", origin.dialect().slug());
        }
        if (origin.shared() instanceof Payload shared) {
            out.text("shared", base64(shared));
        }
        out.time("sentAt", origin.sentAt());
        out.integer("replayOf", origin.replayOf());
    }

    private static String base64(Payload payload) {
        return Base64.getEncoder().encodeToString(payload.toByteArray());
    }

    private static Payload payload(Envelope.Input in) throws MalformedEnvelopeException {
        return Payload.of(Base64.getDecoder().decode(in.text()));
    }

    private static FailedEvent read(Envelope.Input in) throws MalformedEnvelopeException {
        @Nullable String site = null;
        @Nullable String id = null;
        long copyId = 0;
        @Nullable Stage stage = null;
        @Nullable String reason = null;
        String detail = "";
        @Nullable Instant receivedAt = null;
        @Nullable Instant failedAt = null;
        @Nullable Payload payload = null;
        boolean cut = false;
        Dialect dialect = Dialect.NATIVE;
        @Nullable Payload shared = null;
        @Nullable Instant sentAt = null;
        @Nullable Long replayOf = null;
        String name;
        while ((name = in.json.nextName()) != null) {
            in.json.nextToken();
            switch (name) {
                case "site" -> site = in.text();
                case "id" -> id = in.text();
                case "copy" -> copyId = in.json.getLongValue();
                case "stage" -> stage = in.word(Stage.class, "stage");
                case "reason" -> reason = in.text();
                case "detail" -> detail = in.text();
                case "receivedAt" -> receivedAt = in.time();
                case "failedAt" -> failedAt = in.time();
                case "payload" -> payload = payload(in);
                case "cut" -> cut = in.json.getBooleanValue();
                case "dialect" -> dialect = in.dialect();
                case "shared" -> shared = payload(in);
                case "sentAt" -> sentAt = in.time();
                case "replayOf" -> replayOf = in.json.getLongValue();
                default -> in.json.skipChildren();
            }
        }
        return new FailedEvent(
                site,
                id,
                copyId,
                Envelope.Input.present(stage, "stage"),
                Envelope.Input.present(reason, "reason"),
                detail,
                Envelope.Input.present(receivedAt, "receivedAt"),
                Envelope.Input.present(failedAt, "failedAt"),
                Envelope.Input.present(payload, "payload"),
                cut,
                new EventOrigin(dialect, shared, sentAt, replayOf));
    }
}
