package io.streamwheel.event;

/**
 * A message that is no envelope of the expected kind: a stranger's bytes, or a broken one of ours.
 */
public class MalformedEnvelopeException extends Exception {

    public MalformedEnvelopeException(String message) {
        super(message);
    }

    public MalformedEnvelopeException(String message, Throwable cause) {
        super(message, cause);
    }
}
