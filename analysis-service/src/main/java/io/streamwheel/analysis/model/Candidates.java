package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Search.Tried;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.model.popularity.PopularityTrainer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains all candidates on the past, compares them with popularity on the future, and trains the
 * best again on everything. A further method is a further entry of the list.
 */
public final class Candidates {

    /** What is served where no candidate is. */
    public static final String POPULARITY = "popularity";

    /** A visitor's own items, to compare with; never served. */
    static final String REPEATS = "repeats";

    private final List<Method> methods;
    private final ModelSettings settings;
    private final PopularityTrainer popularity;
    private final LongSupplier ticker;

    /**
     * @param methods the first one is taken where there is too little to compare
     */
    public Candidates(List<Method> methods, ModelSettings settings) {
        this(methods, settings, System::nanoTime);
    }

    /**
     * @param ticker nanoseconds, from anywhere
     */
    Candidates(List<Method> methods, ModelSettings settings, LongSupplier ticker) {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one method");
        }
        this.methods = List.copyOf(methods);
        this.settings = settings;
        this.ticker = ticker;
        popularity = new PopularityTrainer(settings.popularityHalfLife());
    }

    /**
     * The comparison, and what it says is to be served.
     *
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public Outcome choose(TrainingData data, Progress progress) {
        PopularityModel popular = popularity.train(data);
        if (data.entries() == 0) {
            String missing = new Shortage(data, settings).missing();
            return Outcome.untested(
                    0,
                    null,
                    popular,
                    "nothing to learn from: no interaction has a weight; " + missing);
        }
        Set<String> notes = new LinkedHashSet<>();
        List<Method> fit =
                methods.stream().flatMap(each -> each.fitting(data, notes).stream()).toList();
        Evaluation evaluation =
                new Evaluation(
                        data.split(settings.futureShare()),
                        settings.maxTestVisitors(),
                        settings.historyHalfLife());
        return evaluation.visitors() < settings.minTestVisitors()
                ? untested(data, fit, evaluation.visitors(), popular, progress)
                : compared(data, fit, evaluation, popular, notes, progress);
    }

    private Outcome untested(
            TrainingData data,
            List<Method> fit,
            int visitors,
            PopularityModel popular,
            Progress progress) {
        ItemItemModel model =
                fit.isEmpty()
                        ? null
                        : fit.getFirst().guess().train(data, settings.trainer(), progress);
        ItemItemModel similar = model == null || model.size() == 0 ? null : model;
        Shortage shortage = new Shortage(data, settings);
        String beside =
                similar == null ? "" : " and untested similarities (%s)".formatted(similar.name());
        String reason =
                "%s: popular by category%s now; %s"
                        .formatted(shortage.present(), beside, shortage.missing());
        return Outcome.untested(visitors, similar, popular, reason);
    }

    private Outcome compared(
            TrainingData data,
            List<Method> fit,
            Evaluation evaluation,
            PopularityModel popular,
            Collection<String> notes,
            Progress progress) {
        Evaluation.Result baseline =
                evaluation.score(POPULARITY, popularity.train(evaluation.past()));
        Evaluation.Result repeats = evaluation.repeats(REPEATS);
        Search search =
                new Search(
                        evaluation,
                        settings.trainer(),
                        settings.searchTime(),
                        settings.searchLimit(),
                        ticker);
        search.run(fit, progress.part(0, 0.6));
        Verdict verdict = Verdict.of(search.tried(), baseline);
        Tried served = verdict.served();
        ItemItemModel model =
                served == null
                        ? null
                        : served.trainer().train(data, settings.trainer(), progress.part(0.6, 0.9));
        if (!search.ended().isEmpty()) {
            notes.add(
                    "no time was left for %s (search.limit is %d s)"
                            .formatted(
                                    String.join(", ", search.ended()),
                                    settings.searchLimit().toSeconds()));
        }
        if (search.leftOut() > 0) {
            notes.add(
                    "no time was left for %d further settings (search.time is %d s)"
                            .formatted(search.leftOut(), settings.searchTime().toSeconds()));
        }
        StringBuilder reason =
                new StringBuilder(verdict.words(evaluation.visitors(), evaluation.returns()));
        notes.forEach(note -> reason.append("; ").append(note));
        return new Outcome(
                baseline.score(),
                repeats.score(),
                evaluation.returns(),
                search.tried().stream().map(each -> each.result().score()).toList(),
                evaluation.visitors(),
                model,
                popular,
                reason.toString());
    }

    /**
     * What came of a comparison.
     *
     * @param baseline {@code null} where nothing was compared, as are repeats and returns
     * @param neighbors {@code null} where popularity is to be served
     */
    public record Outcome(
            ScoreCard.@Nullable Score baseline,
            ScoreCard.@Nullable Score repeats,
            @Nullable Double returns,
            List<ScoreCard.Score> scores,
            int testVisitors,
            @Nullable ItemItemModel neighbors,
            PopularityModel popularity,
            String reason) {

        static Outcome untested(
                int visitors,
                @Nullable ItemItemModel neighbors,
                PopularityModel popularity,
                String reason) {
            return new Outcome(
                    null, null, null, List.of(), visitors, neighbors, popularity, reason);
        }
    }
}
