package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.catalogue.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a form, to be said where it is. */
record FormErrors(List<FieldError> errors) {

    static final FormErrors NONE = new FormErrors(List.of());

    /** How many places are wrong. */
    public int count() {
        return errors.size();
    }

    /** What is said of the place itself; empty for nothing. */
    public String at(String pointer) {
        return errors.stream()
                .filter(error -> error.pointer().equals(pointer))
                .map(FieldError::detail)
                .collect(Collectors.joining("; "));
    }

    /** What is said of the place and of its parts, which are counted from 1. */
    public String within(String pointer) {
        return errors.stream()
                .filter(error -> (error.pointer() + "/").startsWith(pointer + "/"))
                .map(error -> words(error, pointer))
                .collect(Collectors.joining("; "));
    }

    private static String words(FieldError error, String pointer) {
        String part = error.pointer().substring(pointer.length());
        return part.matches("/[0-9]{1,9}")
                ? "no. " + (Integer.parseInt(part.substring(1)) + 1) + " " + error.detail()
                : error.detail();
    }
}
