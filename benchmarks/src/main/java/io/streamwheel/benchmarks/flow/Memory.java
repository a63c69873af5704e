package io.streamwheel.benchmarks.flow;

import java.util.Arrays;
import java.util.Locale;

/**
 * A process' resident memory over a time, in bytes.
 *
 * @param first median of the first third
 * @param middle of the second
 * @param last of the third
 * @param largest of all
 */
public record Memory(double first, double middle, double last, double largest) {

    /** Within this share is flat. */
    private static final double FLAT = 0.05;

    private static final double MEBIBYTE = 1 << 20;
    private static final int LEAST = 3;

    /** Of samples that were taken at even pauses, at least three. */
    public static Memory of(long[] samples) {
        int n = samples.length;
        if (n < LEAST) {
            throw new IllegalArgumentException("three samples are the least, not " + n);
        }
        int a = n / 3;
        int b = n - n / 3;
        return new Memory(
                Figures.of(Arrays.copyOfRange(samples, 0, a)).median(),
                Figures.of(Arrays.copyOfRange(samples, a, b)).median(),
                Figures.of(Arrays.copyOfRange(samples, b, n)).median(),
                Figures.of(samples).most());
    }

    /** Of the last third over the middle one: 0.1 is a tenth more. */
    public double growth() {
        return last / middle - 1;
    }

    public boolean isFlat() {
        return growth() <= FLAT;
    }

    public String mostMebibytes() {
        return String.format(Locale.ROOT, " %,.0f", largest / MEBIBYTE);
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "%,9.0f %,9.0f %,9.0f %,9.0f   %+6.1f %%  %s",
                first / MEBIBYTE,
                middle / MEBIBYTE,
                last / MEBIBYTE,
                largest / MEBIBYTE,
                growth() * 100,
                isFlat() ? "flat" : "GROWS");
    }
}
