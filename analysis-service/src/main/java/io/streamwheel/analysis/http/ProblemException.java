package io.streamwheel.analysis.http;

import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered, as RFC 9457 tells it: {@code /problems/<slug>}, a title, a
 * sentence.
 */
final class ProblemException extends RuntimeException {

    private final HttpStatus status;
    private final String slug;
    private final String title;

    ProblemException(HttpStatus status, String slug, String title, String detail) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    Problem problem() {
        return Problem.of(status, slug, title, String.valueOf(getMessage()));
    }
}
