package io.streamwheel.benchmarks.store;

import io.streamwheel.benchmarks.store.StoreBenchmark.Turn;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Medians of all rounds. */
final class Report {

    private Report() {}

    static String of(List<Turn> product, List<Turn> copy) {
        return "product %,.0f/s, copy %,.0f/s, ratio by round %.2f (medians of %d)"
                .formatted(
                        median(product.stream().mapToDouble(Turn::rate)),
                        median(copy.stream().mapToDouble(Turn::rate)),
                        median(
                                IntStream.range(0, product.size())
                                        .mapToDouble(
                                                i -> product.get(i).rate() / copy.get(i).rate())),
                        product.size());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
