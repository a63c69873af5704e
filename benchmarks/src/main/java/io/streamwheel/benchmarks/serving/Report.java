package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.Latencies;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of all rounds by their names, as median, least and most. */
final class Report {

    private static final double[] PERCENTILES = {50, 99, 99.9, 100};

    private final Map<String, List<Latencies>> parts = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    void add(String name, Latencies latencies) {
        parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(latencies);
        faults(name, latencies);
    }

    /** Every request must have been answered, and well. */
    void faults(String name, Latencies latencies) {
        if (latencies.refused() + latencies.broken() > 0) {
            faults.add(
                    "%s: %d refused, %d broken"
                            .formatted(name, latencies.refused(), latencies.broken()));
        }
    }

    /** Whether there was none. */
    boolean counts() {
        return faults.isEmpty();
    }

    /** Of a part's rounds: median, least and most of a percentile, in milliseconds. */
    double[] figures(String name, double percentile) {
        double[] sorted =
                parts.getOrDefault(name, List.of()).stream()
                        .mapToDouble(each -> each.millis(percentile))
                        .sorted()
                        .toArray();
        int n = sorted.length;
        if (n == 0) {
            throw new IllegalArgumentException("nothing was measured of " + name);
        }
        return new double[] {(sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]};
    }

    void print(PrintStream out) {
        out.printf("%-28s", "ms: median (least to most)");
        Arrays.stream(PERCENTILES)
                .forEach(each -> out.printf("%-26s", each == 100 ? "max" : "p" + label(each)));
        out.println();
        for (String name : parts.keySet()) {
            out.printf("%-28s", name);
            for (double percentile : PERCENTILES) {
                double[] of = figures(name, percentile);
                out.printf(
                        "%-26s",
                        String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", of[0], of[1], of[2]));
            }
            out.println();
        }
        faults.forEach(fault -> out.println("FAULT " + fault));
        out.println(faults.isEmpty() ? "every request was answered" : "the figures are void");
    }

    private static String label(double percentile) {
        return percentile == Math.rint(percentile)
                ? String.valueOf((int) percentile)
                : String.valueOf(percentile);
    }
}
