package io.streamwheel.ingest.publish;

/** More waits to be published than may wait. */
public final class OverloadedException extends RuntimeException {

    public OverloadedException(String message) {
        super(message, null, false, false); // thrown when time is short
    }
}
