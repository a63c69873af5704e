package io.streamwheel.benchmarks.start;

import io.streamwheel.benchmarks.stack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A service with options of its JVM, and its starts.
 *
 * @param further the options behind those that it always has
 * @param cached whether it starts with an AOT cache
 */
record Variant(Service service, String further, boolean cached, List<Start> starts) {

    private static final double MEBIBYTE = 1 << 20;

    Variant(Service service, String further, boolean cached) {
        this(service, further, cached, new ArrayList<>());
    }

    /** Medians of all starts, least and most. */
    String line() {
        return line(starts);
    }

    /** That one alone. */
    String lineOf(Start start) {
        return line(List.of(start));
    }

    private String line(List<Start> starts) {
        return "%-9s %-7s start %s s, CPU %s s, resident %s MiB  %s"
                .formatted(
                        service.slug(),
                        cached ? "cache" : "none",
                        figure(starts, "%.2f", Start::seconds),
                        figure(starts, "%.2f", Start::cpuSeconds),
                        figure(starts, "%.0f", each -> each.residentBytes() / MEBIBYTE),
                        further)
                .strip();
    }

    private static String figure(List<Start> starts, String format, ToDoubleFunction<Start> value) {
        double[] sorted = starts.stream().mapToDouble(value).sorted().toArray();
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        if (n == 1) {
            return String.format(Locale.ROOT, format, median);
        }
        String range = "%1$s (%1$s to %1$s)".formatted(format);
        return String.format(Locale.ROOT, range, median, sorted[0], sorted[n - 1]);
    }
}
