package io.streamwheel.transport;

import java.time.Duration;

/** Going on would only turn good events into failed ones: a person has to look. */
public class HaltException extends RuntimeException {

    public HaltException(String message, Throwable cause) {
        super(message, cause);
    }

    HaltException(String message) {
        super(message);
    }

    /** How long the consumer waits before it tries again. */
    Duration pause(RetryPolicy policy) {
        return policy.haltPause();
    }

    /** Whether whoever threw it has told the log already. */
    boolean isTold() {
        return false;
    }
}
