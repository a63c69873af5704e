package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Problems with parts, and a store that is away. What it does not know, the general advice does.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ListProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ListProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<InvalidBody> invalid(InvalidBodyException e) {
        return ResponseEntity.status(e.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Cache-Control", "no-store")
                .body(
                        new InvalidBody(
                                "/problems/invalid-body",
                                "Invalid body",
                                e.status().value(),
                                "The body breaks a rule.",
                                e.errors()));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    void away(RuntimeException e, HttpServletResponse response) throws IOException {
        log.debug("the database is away", e);
        Problem.of(HttpStatus.SERVICE_UNAVAILABLE.value()).writeTo(response);
    }

    /** As RFC 9457 has it, with the parts that are wrong. */
    record InvalidBody(
            String type, String title, int status, String detail, List<FieldError> errors) {}
}
