package io.streamwheel.transport;

/** Going on would only turn good events into failed ones: a person has to look. */
public final class HaltException extends RuntimeException {

    public HaltException(String message, Throwable cause) {
        super(message, cause);
    }
}
