package io.streamwheel.benchmarks.flow;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** One figure of several rounds. */
public record Figures(double median, double least, double most) {

    public static Figures of(long[] values) {
        return of(Arrays.stream(values).asDoubleStream().toArray());
    }

    public static Figures of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Figures of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no value, no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Figures((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", median, least, most);
    }
}
