package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, for the end of this one would be no test. */
class ITStopLimit {

    private static final int FIRST_EXIT_CODE = 7;

    @Test
    void hookThatNeverEndsIsCutShort() throws Exception {
        Process process = start("hangs");
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(process.errorReader().readLine()).contains("takes longer than PT0.5S");
    }

    @Test
    void outputThatNobodyReadsHoldsNothingUp() throws Exception {
        Process process = start("talks");
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void stopInTimeKeepsItsExitCode() throws Exception {
        Process process = start("ends");
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(FIRST_EXIT_CODE);
    }

    private static Process start(String how) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        how)
                .start();
    }

    static final class Main {

        private static final Duration SHORT = Duration.ofMillis(500);
        private static final Duration LONG = Duration.ofMinutes(5);

        private Main() {}

        public static void main(String[] how) {
            StopLimit.atExit(how[0].equals("ends") ? LONG : SHORT);
            switch (how[0]) {
                case "hangs" -> atExit(Main::hang);
                case "talks" -> {
                    atExit(Main::talk);
                    talker().start();
                }
                default -> atExit(() -> {});
            }
            System.exit(FIRST_EXIT_CODE);
        }

        private static void atExit(Runnable hook) {
            Runtime.getRuntime().addShutdownHook(new Thread(hook));
        }

        private static Thread talker() {
            Thread thread = new Thread(Main::talk);
            thread.setDaemon(true);
            return thread;
        }

        private static void hang() {
            while (true) {
                LockSupport.park();
            }
        }

        /** More than a pipe holds. */
        private static void talk() {
            while (true) {
                System.err.println("x".repeat(100_000));
            }
        }
    }
}
