package io.streamwheel.transport;

import java.time.Duration;

/** Too much fails: nothing is handled until the circuit's pause is over or a person closes it. */
public final class CircuitOpenException extends HaltException {

    CircuitOpenException(String message) {
        super(message);
    }

    /** To ask again costs nothing, and a person who closes the circuit is looking at it. */
    @Override
    Duration pause(RetryPolicy policy) {
        return policy.circuitPause();
    }

    /** The circuit has, for all of its consumer's threads. */
    @Override
    boolean isTold() {
        return true;
    }
}
