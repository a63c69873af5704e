package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.ScoreCard;
import io.streamwheel.analysis.model.ScoreCard.Intervals;
import io.streamwheel.analysis.model.ScoreCard.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A build's score card as it is drawn: popularity first, then the candidates, best first.
 *
 * @param popularity where popularity is drawn, 0 to 100
 */
record ScoreTable(Build build, List<ScoreRow> rows, double popularity) {

    private static final String POPULARITY = "popularity";

    static ScoreTable of(Build build) {
        ScoreCard card = build.scoreCard();
        Score baseline = card == null ? null : card.baseline();
        if (card == null || baseline == null) {
            return new ScoreTable(build, List.of(), 0);
        }
        double scale =
                Stream.concat(Stream.of(baseline), card.candidates().stream())
                        .mapToDouble(ScoreTable::highest)
                        .max()
                        .orElse(0);
        List<ScoreRow> rows = new ArrayList<>();
        boolean popularIsServed = POPULARITY.equals(build.chosen());
        rows.add(ScoreRow.of(POPULARITY, baseline, popularIsServed, null, scale));
        card.candidates().stream()
                .sorted(Comparator.comparingDouble((Score each) -> -each.ndcgAt10()))
                .forEach(each ->
                        rows.add(
                                ScoreRow.of(
                                        each.name(), each, chosen(build, each), baseline, scale)));
        return new ScoreTable(build, List.copyOf(rows), rows.getFirst().place(baseline.ndcgAt10()));
    }

    private static double highest(Score score) {
        Intervals intervals = score.interval();
        return intervals == null ? score.ndcgAt10() : intervals.ndcgAt10().high();
    }

    /** Of several settings of one method the reason says which it was. */
    private static boolean chosen(Build build, Score score) {
        @Nullable String reason = build.reason();
        @Nullable String parameters = score.parameters();
        return score.name().equals(build.chosen())
                && (parameters == null
                        || parameters.isEmpty()
                        || reason == null
                        || reason.contains("(" + parameters + ")"));
    }
}
