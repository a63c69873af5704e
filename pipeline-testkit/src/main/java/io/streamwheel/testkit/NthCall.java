package io.streamwheel.testkit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts calls and picks one out, so that a test can let each call of a load fail in turn: run the
 * load for n = 1, 2, ... until a run ends in which the n-th call {@link #came never came}.
 */
public final class NthCall {

    private final long number;
    private final AtomicLong calls = new AtomicLong();

    public NthCall(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("calls are counted from 1: " + number);
        }
        this.number = number;
    }

    /** Counts a call; true for the one that was picked. */
    public boolean isNow() {
        return calls.incrementAndGet() == number;
    }

    /** Whether the load had so many calls. */
    public boolean came() {
        return calls.get() >= number;
    }
}
