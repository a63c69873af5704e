package io.streamwheel.benchmarks.serving;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what the product does in the background. */
final class Work {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Work() {}

    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not done within " + LONGEST);
            }
            Thread.sleep(PAUSE);
        }
    }
}
