package io.streamwheel.benchmarks.report;

import io.streamwheel.benchmarks.flow.Figures;
import java.util.Locale;

/** Numbers as the report has them: three digits say enough. */
public final class Numbers {

    private static final double WHOLE = 100;
    private static final double ONE_PLACE = 10;

    private Numbers() {}

    public static String of(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= WHOLE ? "%,.0f" : size >= ONE_PLACE ? "%.1f" : "%.2f", value);
    }

    /** Median (least to most); of one round, that. */
    public static String of(Figures figures) {
        String median = of(figures.median());
        return figures.least() == figures.most()
                ? median
                : "%s (%s to %s)".formatted(median, of(figures.least()), of(figures.most()));
    }

    /** Without digits that say nothing: 3, 0.85, 20,000. */
    public static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.valueOf(value);
    }
}
