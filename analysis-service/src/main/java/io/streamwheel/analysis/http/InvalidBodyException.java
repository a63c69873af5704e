package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A body that can be read and breaks rules: a 422, or a 400, that names each part. */
final class InvalidBodyException extends RuntimeException {

    private final HttpStatus status;
    private final transient List<FieldError> errors;

    InvalidBodyException(List<FieldError> errors) {
        this(HttpStatus.UNPROCESSABLE_CONTENT, errors);
    }

    private InvalidBodyException(HttpStatus status, List<FieldError> errors) {
        super("The body breaks a rule.");
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    InvalidBodyException(String pointer, String detail) {
        this(List.of(new FieldError(pointer, detail)));
    }

    /** Where a body has one thing to say and does not say it. */
    static InvalidBodyException badRequest(String pointer, String detail) {
        return new InvalidBodyException(
                HttpStatus.BAD_REQUEST, List.of(new FieldError(pointer, detail)));
    }

    HttpStatus status() {
        return status;
    }

    List<FieldError> errors() {
        return errors;
    }
}
