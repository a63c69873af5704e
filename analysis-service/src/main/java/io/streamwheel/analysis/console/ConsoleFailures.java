package io.streamwheel.analysis.console;

import io.streamwheel.analysis.site.KeyRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** Says in words what a page, or a part of one, could not show. */
@ControllerAdvice(basePackages = "io.streamwheel.analysis.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConsoleFailures {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFailures.class);

    private final Assets assets;

    ConsoleFailures(Assets assets) {
        this.assets = assets;
    }

    @ExceptionHandler
    void readerGone(AsyncRequestNotUsableException e) {
        LOG.debug("the reader went before the answer", e);
    }

    @ExceptionHandler
    ModelAndView failed(Exception e, HttpServletRequest request) {
        return switch (e) {
            case NoSiteException _ ->
                    said(request, HttpStatus.OK, "There is no site yet. Make one under Welcome.");
            case ConsoleProblem problem ->
                    said(request, HttpStatus.UNPROCESSABLE_CONTENT, problem.words());
            case KeyRefusedException refused ->
                    said(request, HttpStatus.UNPROCESSABLE_CONTENT, words(refused.reason()));
            case TypeMismatchException _ ->
                    said(request, HttpStatus.BAD_REQUEST, "That was not understood.");
            case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
                    said(request, known.getStatusCode(), "That was not understood.");
            case Exception other when isOfTheDatabase(other) -> {
                LOG.debug("a part of the console had no database", other);
                yield said(
                        request,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        request.getMethod().equals("GET")
                                ? "The database does not answer. This part comes back when it does."
                                : "The database does not answer. Try again when it does.");
            }
            default -> {
                LOG.error("a part of the console failed", e);
                yield said(
                        request,
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "This part failed. The log of the analysis service says why.");
            }
        };
    }

    private static String words(KeyRefusedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_KEY -> "The site has no such key any more.";
            case REVOKED_KEY -> "The key is revoked already. Make a new one instead.";
            case LAST_SERVER_KEY ->
                    "It is the only server key of the site. Make another one first.";
            case TOO_MANY_KEYS ->
                    "The site has as many keys as it may. Revoke one that nobody uses any more.";
            case OWN_KEY, CALLER_REVOKED -> "This key cannot be changed from here.";
        };
    }

    private static boolean isOfTheDatabase(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException
                    || each instanceof DataAccessException
                    || each instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }

    private ModelAndView said(HttpServletRequest request, HttpStatusCode status, String words) {
        boolean part = request.getHeader("HX-Request") != null;
        return new ModelAndView(
                part ? "failure :: part" : "failure",
                Map.of("words", words, "assets", assets.directory()),
                status);
    }
}
