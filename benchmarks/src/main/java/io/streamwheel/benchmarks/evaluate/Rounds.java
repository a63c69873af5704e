package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.model.ScoreCard.Score;
import io.streamwheel.benchmarks.exchange.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What one contender came to in its rounds. */
final class Rounds {

    private static final double MEBIBYTE = 1 << 20;

    private final String name;
    private final List<Figures> figures = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private String fault = "";

    Rounds(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(Figures took, Score score) {
        figures.add(took);
        scores.add(score);
    }

    /** It is not run again. */
    void failed(String why) {
        fault = why;
    }

    boolean hasFailed() {
        return !fault.isEmpty();
    }

    /** Why, after its name; empty when it did not fail. */
    String fault() {
        return hasFailed() ? name + " " + fault : "";
    }

    boolean hasFigures() {
        return !figures.isEmpty();
    }

    /** How it was set. */
    String words() {
        return hasFigures() ? figures.getLast().words() : "";
    }

    double trainSeconds() {
        return median(Figures::trainSeconds);
    }

    double peakMebibytes() {
        return median(Figures::peakBytes) / MEBIBYTE;
    }

    /** Medians; of the scores, that of the round with the median nDCG@10. */
    String[] cells() {
        List<Score> sorted =
                scores.stream().sorted(Comparator.comparingDouble(Score::ndcgAt10)).toList();
        return Table.cells(
                name,
                sorted.get(sorted.size() / 2),
                Table.seconds(trainSeconds()),
                Table.seconds(median(Figures::trainCpuSeconds)),
                Table.seconds(median(Figures::listSeconds)),
                String.format(Locale.ROOT, "%.0f", peakMebibytes()));
    }

    private double median(ToDoubleFunction<Figures> figure) {
        return median(figures, figure);
    }

    static double median(List<Figures> figures, ToDoubleFunction<Figures> figure) {
        double[] sorted = figures.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
