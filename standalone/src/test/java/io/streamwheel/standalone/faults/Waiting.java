package io.streamwheel.standalone.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time passing, for a fault to last or before a condition is looked at again. */
final class Waiting {

    private Waiting() {}

    static void pause(Duration length) throws InterruptedException {
        boolean opened = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
        if (opened) {
            throw new IllegalStateException("nobody opens it");
        }
    }
}
