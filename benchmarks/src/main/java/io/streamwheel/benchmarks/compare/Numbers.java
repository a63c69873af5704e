package io.streamwheel.benchmarks.compare;

import java.util.Locale;

/** Numbers as the report has them: three digits say enough. */
final class Numbers {

    private static final double WHOLE = 100;
    private static final double ONE_PLACE = 10;

    private Numbers() {}

    static String of(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= WHOLE ? "%,.0f" : size >= ONE_PLACE ? "%.1f" : "%.2f", value);
    }

    /** Without digits that say nothing: 3, 0.85, 20,000. */
    static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.valueOf(value);
    }
}
