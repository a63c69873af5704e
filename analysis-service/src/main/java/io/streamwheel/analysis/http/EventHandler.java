package io.streamwheel.analysis.http;

import io.streamwheel.analysis.interaction.EventLocation;
import io.streamwheel.analysis.interaction.EventLocator;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/events/{id}}: where that event is. Its id may hold slashes, escaped or not. */
@RestController
final class EventHandler {

    record Answer(
            String id,
            String status,
            @Nullable Instant occurredAt,
            @Nullable Instant receivedAt,
            @Nullable Instant storedAt,
            @Nullable String reason) {}

    private static final int MAX_ID_LENGTH = 128;

    private final EventLocator events;

    EventHandler(EventLocator events) {
        this.events = events;
    }

    @GetMapping("/v1/events/{*id}")
    Answer event(SiteId site, @PathVariable String id) throws SQLException {
        String eventId = id.substring(1);
        if (eventId.isEmpty() || eventId.codePointCount(0, eventId.length()) > MAX_ID_LENGTH) {
            throw nowhere();
        }
        EventLocation found = events.find(site, eventId).orElseThrow(EventHandler::nowhere);
        return new Answer(
                eventId,
                found.fate().slug(),
                found.occurredAt(),
                found.receivedAt(),
                found.storedAt(),
                found.reason());
    }

    private static ProblemException nowhere() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-event",
                "Unknown event",
                "No event of that id has come as far as this.");
    }
}
