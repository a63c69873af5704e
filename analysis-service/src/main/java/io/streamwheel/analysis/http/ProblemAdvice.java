package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a handler, or the way to it, throws into a {@link Problem}. */
@RestControllerAdvice
final class ProblemAdvice {

    /** What a query that Tomcat cannot take apart is told. */
    static final String UNREADABLE_QUERY = "The query cannot be read.";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int SERVER_ERRORS = 500;
    private static final int UNAVAILABLE = 503;

    @ExceptionHandler
    void refused(ProblemException e, HttpServletResponse response) throws IOException {
        e.problem().writeTo(response);
    }

    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException e) {
        LOG.debug("the client went before its answer", e);
    }

    @ExceptionHandler
    void failed(Exception e, HttpServletResponse response) throws IOException {
        problemOf(e).writeTo(response);
    }

    private static Problem problemOf(Exception e) {
        return switch (e) {
            case MethodArgumentTypeMismatchException mismatch ->
                    Problem.badRequest(
                            "The value of " + mismatch.getName() + " is not understood.");
            case MissingServletRequestParameterException missing ->
                    Problem.badRequest(missing.getParameterName() + " is missing.");
            case TypeMismatchException _ -> Problem.badRequest();
            case InvalidParameterException _ -> Problem.badRequest(UNREADABLE_QUERY);
            case HttpMessageNotReadableException _ ->
                    Problem.badRequest("The body is not the JSON that is expected here.");
            case ErrorResponse answer when isOrdinary(answer.getStatusCode().value()) ->
                    ordinary(answer);
            default -> {
                LOG.error("a request failed", e);
                yield Problem.internal();
            }
        };
    }

    private static boolean isOrdinary(int code) {
        return code < SERVER_ERRORS || code == UNAVAILABLE;
    }

    private static Problem ordinary(ErrorResponse answer) {
        Problem problem = Problem.of(answer.getStatusCode().value());
        String allow = answer.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null ? problem : problem.allowing(allow);
    }
}
