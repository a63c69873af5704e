package io.streamwheel.analysis.http;

import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/failed-events}: what could not be used, and why, newest first. */
@RestController
final class FailedEventsHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailedEventsHandler.class);
    private static final int PAGE_SIZE = 50;
    private static final int MAX_REASON_LENGTH = 64;
    private static final Set<String> STAGES = Set.of("collect", "transform", "analysis");

    /**
     * One failed event.
     *
     * @param payload the original bytes, or the first 64 KiB of them
     * @param payloadEncoding {@code text} or {@code base64}, the latter when they are no UTF-8
     * @param payloadBytes size of all of them
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
            int replays) {}

    /**
     * A page.
     *
     * @param cursor asks for the next one; null on the last
     */
    record Page(List<Item> items, @Nullable String cursor) {}

    private final FailedEventStore failedEvents;

    FailedEventsHandler(FailedEventStore failedEvents) {
        this.failedEvents = failedEvents;
    }

    @GetMapping("/v1/failed-events")
    Page page(
            SiteId site,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor)
            throws SQLException {
        if (stage != null && !STAGES.contains(stage)) {
            throw badParameter("stage must be collect, transform or analysis.");
        }
        if (reason != null && (reason.length() > MAX_REASON_LENGTH || reason.contains("\0"))) {
            throw badParameter("reason is not one of ours.");
        }
        long before = cursor == null ? Long.MAX_VALUE : decode(cursor);
        List<FailedEventRow> rows = failedEvents.page(site, stage, reason, before, PAGE_SIZE + 1);
        boolean more = rows.size() > PAGE_SIZE;
        List<FailedEventRow> shown = more ? rows.subList(0, PAGE_SIZE) : rows;
        return new Page(
                shown.stream().map(FailedEventsHandler::item).toList(),
                more ? encode(shown.getLast().id()) : null);
    }

    @DeleteMapping("/v1/failed-events/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SiteId site, @PathVariable long id) throws SQLException {
        if (!failedEvents.delete(site, id)) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "unknown-failed-event",
                    "Unknown failed event",
                    "There is no failed event of that id.");
        }
        LOG.info("failed event {} of site {} was deleted", id, site.value());
    }

    private static Item item(FailedEventRow row) {
        String text = asText(row.payload());
        return new Item(
                Long.toString(row.id()),
                row.stage(),
                row.reason(),
                row.detail(),
                row.eventId(),
                row.receivedAt(),
                row.failedAt(),
                text == null ? Base64.getEncoder().encodeToString(row.payload()) : text,
                text == null ? "base64" : "text",
                row.size(),
                row.replays());
    }

    private static @Nullable String asText(byte[] payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException _) {
            return null; // not an error: it will be shown in base64
        }
    }

    private static String encode(long id) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static long decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException _) {
            throw badParameter("cursor is not one of ours.");
        }
        throw badParameter("cursor is not one of ours.");
    }

    private static ProblemException badParameter(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "bad-request", "Bad request", detail);
    }
}
