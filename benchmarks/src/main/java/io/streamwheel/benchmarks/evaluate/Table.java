package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.ScoreCard.Intervals;
import io.streamwheel.analysis.model.ScoreCard.Score;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables in Markdown. */
final class Table {

    private static final String MEASURES = "nDCG@10 | recall@20 | hit rate@10 | MRR | coverage";

    private final StringBuilder text = new StringBuilder();

    /**
     * @param columns names, with a bar between them; the first is left-aligned
     */
    Table(String columns) {
        text.append("| ").append(columns).append(" |\n|---");
        long others = columns.chars().filter(each -> each == '|').count();
        text.append("|---:".repeat((int) others)).append("|\n");
    }

    /** One row. */
    Table row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Of contenders, with what they took. */
    static Table ofContenders() {
        return new Table(
                "contender | "
                        + MEASURES
                        + " | training s | its CPU s | all lists s | peak memory MiB");
    }

    /** All that a build tried, and what it compares with. */
    static Table ofCandidates(Candidates.Outcome outcome) {
        Table table = new Table("candidate | " + MEASURES + " | training s");
        Stream.concat(Stream.ofNullable(outcome.baseline()), outcome.scores().stream())
                .forEach(each -> {
                    String parameters = each.parameters();
                    String name =
                            parameters == null || parameters.isEmpty()
                                    ? each.name()
                                    : "%s (%s)".formatted(each.name(), parameters);
                    table.row(cells(name, each, seconds(each.seconds())));
                });
        return table;
    }

    /** A name, the measures, and more. */
    static String[] cells(String name, Score score, String... more) {
        Stream<String> measures =
                Stream.of(
                        name,
                        measure(score.ndcgAt10()) + interval(score.interval()),
                        measure(score.recallAt20()),
                        measure(score.hitRateAt10()),
                        measure(score.mrr()),
                        measure(score.coverage()));
        return Stream.concat(measures, List.of(more).stream()).toArray(String[]::new);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private static String measure(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String interval(@Nullable Intervals intervals) {
        return intervals == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%.4f to %.4f)",
                        intervals.ndcgAt10().low(),
                        intervals.ndcgAt10().high());
    }
}
