package io.streamwheel.transport;

import java.time.Duration;

/**
 * Cuts a stop short that takes too long: everything that counts survives a hard end, and whoever
 * stops a process kills it after a while. Half a minute is what {@code docker compose} and the like
 * are told to wait.
 */
public final class StopLimit {

    /** Leaves the process five seconds to be gone. */
    public static final Duration USUAL = Duration.ofSeconds(25);

    private StopLimit() {}

    /** From the beginning of this JVM's end on, at most so long. To be called once, in a main. */
    public static void atExit(Duration limit) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("stop-limit").unstarted(() -> from(limit)));
    }

    /** From now on, at most so long. Returns at once. */
    public static void from(Duration limit) {
        Thread.ofPlatform().daemon().name("last-resort").start(() -> endAfter(limit));
    }

    private static void endAfter(Duration limit) {
        try {
            Thread.sleep(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        // By another thread: who reads the output may have stopped, and it would be waited for.
        Thread.ofPlatform()
                .daemon()
                .start(() ->
                        System.err.println("the stop takes longer than " + limit + "; ending now"));
        pause();
        Runtime.getRuntime().halt(1);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
