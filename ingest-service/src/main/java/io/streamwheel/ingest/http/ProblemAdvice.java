package io.streamwheel.ingest.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the framework has to complain of, as a problem. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    void answer(Exception exception, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            log.debug("the client went away", exception);
            return;
        }
        if (exception instanceof ErrorResponse known) {
            known.getHeaders()
                    .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            Answers.status(response, known.getStatusCode().value());
        } else if (exception instanceof IOException) {
            log.debug("the client went away", exception);
        } else {
            log.error("a request failed", exception);
            Answers.status(response, 500);
        }
    }
}
