package io.streamwheel.analysis.model.itemitem;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * What one training may take. Looked at before it begins: a training that is found too large when
 * the memory is full takes the whole process with it.
 *
 * @param bytes of memory beside the data
 * @param time of one training
 * @param operationsPerSecond floating-point operations of one thread; 0 to measure them, as if
 *     nobody else used the machine
 * @param threads how many work at once
 */
public record Budget(long bytes, Duration time, double operationsPerSecond, int threads) {

    private static final int MEASURED_SIZE = 320;
    private static final int TIMES_WITHOUT_GAIN = 10;
    private static final double GAIN = 1.05;
    private static final double LEAST_SECONDS = 0.3;
    private static final double MOST_SECONDS = 2;
    private static final double NOT_WORTH_MEASURING = 1e8;

    public Budget {
        if (bytes < 1 || time.isNegative() || time.isZero() || threads < 1) {
            throw new IllegalArgumentException(
                    "a budget must be above 0: %d bytes, %s, %d threads"
                            .formatted(bytes, time, threads));
        }
        if (!(operationsPerSecond >= 0)) {
            throw new IllegalArgumentException(
                    "operationsPerSecond must not be negative: " + operationsPerSecond);
        }
    }

    /** Without any limit that could be reached. */
    public static Budget unlimited(int threads) {
        return new Budget(Long.MAX_VALUE, Duration.ofDays(365), 1e9, threads);
    }

    /** Half of the heap. */
    public static long halfOfTheHeap() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /**
     * Why something does not fit, in words; empty when it does.
     *
     * @param what such as {@code ease over 9000 items}
     */
    public Optional<String> refuses(String what, double neededBytes, double operations) {
        if (operationsPerSecond == 0 && secondsOf(operations) > time.toMillis() / 1e3) {
            Measured.again();
        }
        double seconds = secondsOf(operations);
        if (neededBytes <= bytes && seconds <= time.toMillis() / 1e3) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s would take %.0f MiB and about %.0f s, allowed are %.0f MiB and %.0f s",
                        what,
                        Math.ceil(neededBytes / (1 << 20)),
                        Math.ceil(seconds),
                        (double) (bytes >> 20),
                        time.toMillis() / 1e3));
    }

    /** How long it is expected to take. */
    public double secondsOf(double operations) {
        if (operations < NOT_WORTH_MEASURING) {
            return 0;
        }
        double rate = operationsPerSecond > 0 ? operationsPerSecond : Measured.rate();
        return operations / (rate * threads);
    }

    /**
     * The highest rate seen in this process. Measured when it is first asked for, and again before
     * anything is refused: the first time may have been before the JIT was ready, and a build that
     * leaves a method out for that would leave it out for ever, and once several measurements in a
     * row were no gain there is nothing left to learn. In time of the processor, so that others who
     * use it do not count; what they take away is only known when the training runs.
     */
    private static final class Measured {

        private static final int MEASUREMENTS_WITHOUT_GAIN = 3;

        private static double best;
        private static int withoutGain;

        private Measured() {}

        static synchronized double rate() {
            if (best == 0) {
                again();
            }
            return best;
        }

        /** Until it gets no faster. */
        static synchronized void again() {
            if (withoutGain == MEASUREMENTS_WITHOUT_GAIN) {
                return;
            }
            double before = best;
            double whole = 0;
            for (int without = 0;
                    whole < LEAST_SECONDS || (without < TIMES_WITHOUT_GAIN && whole < MOST_SECONDS);
                    without++) {
                double[][] half = matrix();
                long start = now();
                SymmetricInverse.inPlace(half, 1, Progress.UNWATCHED);
                double seconds = Math.max(1, now() - start) / 1e9;
                double rate = SymmetricInverse.operations(MEASURED_SIZE) / seconds;
                if (rate > GAIN * best) {
                    without = 0;
                }
                best = Math.max(best, rate);
                whole += seconds;
            }
            withoutGain = best > GAIN * before ? 0 : withoutGain + 1;
        }

        /** Time that this thread, which does all of the work, has had. */
        private static long now() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            return !Thread.currentThread().isVirtual()
                            && threads.isCurrentThreadCpuTimeSupported()
                            && threads.isThreadCpuTimeEnabled()
                    ? threads.getCurrentThreadCpuTime()
                    : System.nanoTime();
        }

        private static double[][] matrix() {
            Random random = new Random(1);
            double[][] half = new double[MEASURED_SIZE][];
            for (int i = 0; i < half.length; i++) {
                half[i] = random.doubles(i + 1).toArray();
                half[i][i] += MEASURED_SIZE;
            }
            return half;
        }
    }
}
