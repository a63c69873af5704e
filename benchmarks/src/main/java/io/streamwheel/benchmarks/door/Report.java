package io.streamwheel.benchmarks.door;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Every application's turns, as median, least and most. */
final class Report {

    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    void add(String name, Turn turn) {
        turns.computeIfAbsent(name, _ -> new ArrayList<>()).add(turn);
    }

    void fault(String name, String what) {
        faults.add(name + ": " + what);
    }

    /**
     * Prints it.
     *
     * @param base the application that the others are divided by, round by round
     * @return whether the figures count
     */
    boolean print(PrintStream out, String base) {
        List<Turn> bases = turns.getOrDefault(base, List.of());
        turns.forEach((name, own) -> {
            out.println(name);
            row(out, "requests/s", own, Turn::rate);
            row(out, "p99 ms", own, turn -> turn.load().p99Millis());
            row(out, "CPU us a request: application", own, Turn::applicationMicros);
            row(out, "CPU us a request: broker", own, Turn::brokerMicros);
            row(out, "CPU us a request: all three", own, Turn::allMicros);
            row(out, "resident MiB", own, Turn::residentMebibytes);
            if (!name.equals(base)) {
                row(out, "rate / " + base, ratios(own, bases, Turn::rate));
                row(out, "CPU of all three / " + base, ratios(own, bases, Turn::allMicros));
            }
        });
        faults.forEach(fault -> out.println("FAULT " + fault));
        out.println(faults.isEmpty() ? "the accounting holds" : "the figures are void");
        return faults.isEmpty();
    }

    private static double[] ratios(
            List<Turn> above, List<Turn> below, ToDoubleFunction<Turn> figure) {
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return ratios;
    }

    private static void row(
            PrintStream out, String what, List<Turn> turns, ToDoubleFunction<Turn> figure) {
        row(out, what, turns.stream().mapToDouble(figure).toArray());
    }

    private static void row(PrintStream out, String what, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        out.printf(
                Locale.ROOT,
                "  %-34s %,12.2f  (%,.2f to %,.2f)%n",
                what,
                median,
                sorted[0],
                sorted[n - 1]);
    }
}
