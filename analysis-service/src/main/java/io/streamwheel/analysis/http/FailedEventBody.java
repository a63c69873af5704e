package io.streamwheel.analysis.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEventWhole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Failed events as the interface shows them. */
final class FailedEventBody {

    private FailedEventBody() {}

    /**
     * One of a list.
     *
     * @param payload the original bytes, in a list the first 64 KiB of them
     * @param payloadEncoding {@code text} or {@code base64}, the latter when they are no UTF-8
     * @param payloadBytes size of all of them
     * @param state {@code open}, {@code resolved} or {@code discarded}
     * @param fate what became of a resolved one
     */
    record Item(
            String id,
            String stage,
            String reason,
            String detail,
            @Nullable String eventId,
            Instant receivedAt,
            Instant failedAt,
            String payload,
            String payloadEncoding,
            int payloadBytes,
            int replays,
            String state,
            @Nullable String fate) {

        static Item of(FailedEventRow row) {
            Text payload = Text.of(row.payload());
            return new Item(
                    Long.toString(row.id()),
                    row.stage(),
                    row.reason(),
                    row.detail(),
                    row.eventId(),
                    row.receivedAt(),
                    row.failedAt(),
                    payload.text(),
                    payload.encoding(),
                    row.size(),
                    row.replays(),
                    row.state(),
                    row.fate());
        }
    }

    /**
     * One whole.
     *
     * @param changedAt when it failed last, was resolved or discarded
     * @param payloadCut whether there were more original bytes than are kept
     * @param shared what the request said of all its events
     * @param editedPayload what was sent last instead of the original
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Whole(
            @JsonUnwrapped @JsonInclude(JsonInclude.Include.ALWAYS) Item item,
            Instant changedAt,
            boolean payloadCut,
            @Nullable String dialect,
            @Nullable Instant sentAt,
            @Nullable String shared,
            @Nullable String editedPayload) {

        static Whole of(FailedEventWhole failed) {
            return new Whole(
                    Item.of(failed.row()),
                    failed.changedAt(),
                    failed.cut(),
                    failed.dialect() == null ? null : failed.dialect().slug(),
                    failed.sentAt(),
                    text(failed.shared()),
                    text(failed.edited()));
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Bytes as JSON can carry them. */
    private record Text(String text, String encoding) {

        static Text of(byte[] bytes) {
            try {
                String text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString();
                return new Text(text, "text");
            } catch (CharacterCodingException noText) {
                return new Text(Base64.getEncoder().encodeToString(bytes), "base64");
            }
        }
    }
}
