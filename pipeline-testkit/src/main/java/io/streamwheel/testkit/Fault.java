package io.streamwheel.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What happens now to bytes of one direction. */
final class Fault {

    /** No limit. */
    static final long NEVER = Long.MAX_VALUE;

    private boolean frozen;
    private boolean swallowing;
    private Duration delay = Duration.ZERO;
    private long cutAfter = NEVER;

    /** Tells one limit from the next: each is counted anew. */
    private int limits;

    synchronized void freeze() {
        frozen = true;
    }

    synchronized void swallow() {
        swallowing = true;
    }

    synchronized void delay(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative: " + each);
        }
        delay = each;
    }

    synchronized void cutAfter(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        cutAfter = bytes;
        limits++;
    }

    synchronized void heal() {
        frozen = false;
        swallowing = false;
        delay = Duration.ZERO;
        cutAfter = NEVER;
        limits++;
        notifyAll();
    }

    /** Wakes who waits in {@link #await}, to look whether its connection is gone. */
    synchronized void wake() {
        notifyAll();
    }

    /** Returns when bytes may pass, as far as freezing and delay go, or the connection is gone. */
    synchronized void await(BooleanSupplier gone) throws InterruptedException {
        long until = System.nanoTime() + delay.toNanos();
        while (!gone.getAsBoolean() && !swallowing) {
            long left = delay.isZero() ? 0 : (until - System.nanoTime()) / 1_000_000;
            if (frozen) {
                wait();
            } else if (left > 0) {
                wait(left);
            } else {
                return;
            }
        }
    }

    synchronized boolean swallows() {
        return swallowing;
    }

    synchronized long limit() {
        return cutAfter;
    }

    synchronized int limits() {
        return limits;
    }
}
