package io.streamwheel.analysis.model.itemitem;

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
 * @param operationsPerSecond floating-point operations of one thread; 0 to measure them
 * @param threads how many work at once
 */
public record Budget(long bytes, Duration time, double operationsPerSecond, int threads) {

    private static final int MEASURED_SIZE = 320;
    private static final int MEASURED_TIMES = 4;
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
        double rate = operationsPerSecond > 0 ? operationsPerSecond : Measured.RATE;
        return operations / (rate * threads);
    }

    /** Once in a process, when it is first asked for: some hundredths of a second. */
    private static final class Measured {

        static final double RATE = rate();

        private static double rate() {
            double best = 0;
            for (int i = 0; i < MEASURED_TIMES; i++) {
                double[][] half = matrix();
                long start = System.nanoTime();
                SymmetricInverse.inPlace(half, 1, Progress.UNWATCHED);
                double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
                best = Math.max(best, SymmetricInverse.operations(MEASURED_SIZE) / seconds);
            }
            return best;
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
