package io.streamwheel.standalone;

/** Something that the person at the keyboard can put right; the message says what and how. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
