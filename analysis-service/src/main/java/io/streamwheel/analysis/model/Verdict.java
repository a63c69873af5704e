package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.Search.Tried;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of those that were tried is served, and why. The more are tried, the better the luckiest of
 * them looks, which three rules are against:
 *
 * <ol>
 *   <li>A further setting takes the place of its method's best guess only when its nDCG@10 is ahead
 *       by more than one standard error of the difference per visitor.
 *   <li>Nothing is served that does not beat popularity by more than chance: the paired bootstrap
 *       interval of the difference lies above 0, and the 5 % that it may err are shared by all that
 *       were tried (Bonferroni).
 *   <li>Of those that are within one standard error of the highest nDCG@10, the one with the
 *       highest coverage is taken: where accuracy does not tell them apart, more of the catalogue
 *       is worth more.
 * </ol>
 *
 * <p>The winner's own score stays that of a winner, and so a little too good.
 *
 * @param best {@code null} where nothing could be tried
 * @param beats whether it beats popularity by more than chance
 */
record Verdict(@Nullable Tried best, boolean beats, Evaluation.Result baseline) {

    static Verdict of(List<Tried> tried, Evaluation.Result baseline) {
        double error = Evaluation.ERROR / Math.max(1, tried.size());
        List<Tried> champions = champions(tried);
        List<Tried> good =
                champions.stream().filter(each -> each.result().beats(baseline, error)).toList();
        return good.isEmpty()
                ? new Verdict(best(champions), false, baseline)
                : new Verdict(best(good), true, baseline);
    }

    /** One of each method. */
    private static List<Tried> champions(List<Tried> tried) {
        Map<String, Tried> guesses = new TreeMap<>();
        tried.forEach(each -> guesses.putIfAbsent(each.trainer().name(), each));
        Map<String, Tried> champions = new TreeMap<>(guesses);
        for (Tried each : tried) {
            String name = each.trainer().name();
            Tried guess = guesses.get(name);
            Tried champion = champions.get(name);
            if (guess != null
                    && champion != null
                    && each.result().lead(guess.result()) > 1
                    && ndcg(each) > ndcg(champion)) {
                champions.put(name, each);
            }
        }
        return new ArrayList<>(champions.values());
    }

    private static @Nullable Tried best(List<Tried> tried) {
        return tried.stream()
                .max(Comparator.comparingDouble(Verdict::ndcg))
                .flatMap(top ->
                        tried.stream()
                                .filter(each ->
                                        each == top || each.result().lead(top.result()) > -1)
                                .max(
                                        Comparator.comparingDouble(
                                                each -> each.result().score().coverage())))
                .orElse(null);
    }

    private static double ndcg(Tried tried) {
        return tried.result().score().ndcgAt10();
    }

    /** What to serve; {@code null} for popularity. */
    @Nullable Tried served() {
        return beats ? best : null;
    }

    /**
     * @param visitors how many were asked
     * @param returns share of what they did next that was a return
     */
    String words(int visitors, double returns) {
        if (best == null) {
            return "no candidate could be trained, popularity is served";
        }
        return String.format(
                Locale.ROOT,
                "%s: nDCG@10 %s, popularity %s, on the newest interactions of %d visitors, of which %.0f %% were returns to what they knew",
                outcome(best),
                figures(best.result()),
                figures(baseline),
                visitors,
                100 * returns);
    }

    private String outcome(Tried best) {
        if (beats) {
            return best.words() + " is the best candidate";
        }
        return ndcg(best) <= baseline.score().ndcgAt10()
                ? "the best candidate, %s, loses to popularity, which is served"
                        .formatted(best.words())
                : "the best candidate, %s, is ahead of popularity by no more than chance, and popularity is served"
                        .formatted(best.words());
    }

    private static String figures(Evaluation.Result result) {
        ScoreCard.Intervals interval = result.score().interval();
        return interval == null
                ? String.format(Locale.ROOT, "%.4f", result.score().ndcgAt10())
                : String.format(
                        Locale.ROOT,
                        "%.4f (95 %%: %.4f to %.4f)",
                        result.score().ndcgAt10(),
                        interval.ndcgAt10().low(),
                        interval.ndcgAt10().high());
    }
}
