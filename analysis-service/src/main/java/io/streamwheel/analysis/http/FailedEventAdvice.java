package io.streamwheel.analysis.http;

import io.streamwheel.analysis.failed.EditRefusedException;
import io.streamwheel.analysis.failed.ReplayRefusedException;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.transport.PublishFailedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Problems of those who work on failed events. What it does not know, the general advice does. */
@RestControllerAdvice(assignableTypes = {FailedEventsHandler.class, ReplaysHandler.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FailedEventAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(FailedEventAdvice.class);

    @ExceptionHandler
    void refused(ReplayRefusedException e, HttpServletResponse response) throws IOException {
        problemOf(e.reason()).writeTo(response);
    }

    @ExceptionHandler
    ResponseEntity<ListProblemAdvice.InvalidBody> refused(EditRefusedException e) {
        InvalidBodyException invalid = new InvalidBodyException("/payload" + e.pointer(), e.rule());
        return ResponseEntity.status(invalid.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Cache-Control", "no-store")
                .body(
                        new ListProblemAdvice.InvalidBody(
                                "/problems/invalid-body",
                                "Invalid body",
                                invalid.status().value(),
                                "The body breaks a rule.",
                                invalid.errors()));
    }

    @ExceptionHandler
    void brokerAway(PublishFailedException e, HttpServletResponse response) throws IOException {
        LOG.debug("the broker did not take a replay", e);
        Problem.of(HttpStatus.SERVICE_UNAVAILABLE.value()).writeTo(response);
    }

    @ExceptionHandler
    void databaseAway(SQLException e, HttpServletResponse response) throws IOException {
        if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
            LOG.debug("the database is away", e);
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE.value()).writeTo(response);
        } else {
            LOG.error("a request failed", e);
            Problem.internal().writeTo(response);
        }
    }

    private static Problem problemOf(ReplayRefusedException.Reason reason) {
        return switch (reason) {
            case DISCARDED -> conflict("discarded", "Discarded", reason);
            case NO_EVENT -> conflict("no-event", "No event", reason);
            case CUT -> conflict("cut-payload", "Cut payload", reason);
            case EMPTY -> conflict("empty-payload", "Empty payload", reason);
            case NOT_JSON -> conflict("payload-not-json", "Payload is not JSON", reason);
            case UNKNOWN_DIALECT -> conflict("unknown-dialect", "Unknown dialect", reason);
        };
    }

    private static Problem conflict(
            String slug, String title, ReplayRefusedException.Reason reason) {
        return Problem.of(HttpStatus.CONFLICT, slug, title, reason.detail());
    }
}
