package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import java.util.List;

/** A body that can be read and breaks rules: a 422 that names each part. */
final class InvalidBodyException extends RuntimeException {

    private final transient List<FieldError> errors;

    InvalidBodyException(List<FieldError> errors) {
        super("The body breaks a rule.");
        this.errors = List.copyOf(errors);
    }

    InvalidBodyException(String pointer, String detail) {
        this(List.of(new FieldError(pointer, detail)));
    }

    List<FieldError> errors() {
        return errors;
    }
}
