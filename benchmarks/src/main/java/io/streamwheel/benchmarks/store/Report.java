package io.streamwheel.benchmarks.store;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Medians (least to most) of all rounds. */
final class Report {

    private Report() {}

    /** A line for each, and for each of the others the first one's rate divided by theirs. */
    static String of(Contestant first, List<Contestant> others) {
        StringBuilder lines = new StringBuilder(line(first)).append('\n');
        for (Contestant other : others) {
            lines.append(line(other));
            double[] ratios =
                    IntStream.range(0, first.turns().size())
                            .mapToDouble(
                                    i -> first.turns().get(i).rate() / other.turns().get(i).rate())
                            .sorted()
                            .toArray();
            lines.append(
                    ", %s / this %.2f (%.2f to %.2f)%n"
                            .formatted(
                                    first.name(),
                                    median(DoubleStream.of(ratios)),
                                    ratios[0],
                                    ratios[ratios.length - 1]));
        }
        return lines.toString();
    }

    private static String line(Contestant contestant) {
        double[] rates = contestant.turns().stream().mapToDouble(Turn::rate).sorted().toArray();
        return "%-17s %,.0f (%,.0f to %,.0f) events/s"
                .formatted(
                        contestant.name(),
                        median(DoubleStream.of(rates)),
                        rates[0],
                        rates[rates.length - 1]);
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
