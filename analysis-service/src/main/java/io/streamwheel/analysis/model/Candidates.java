package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.model.popularity.PopularityTrainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Trains all candidates on the past, compares them with popularity on the future, and trains the
 * best again on everything. A further trainer is a further entry of the list.
 */
public final class Candidates {

    /** What is served where no candidate is. */
    public static final String POPULARITY = "popularity";

    private final List<ItemItemTrainer> trainers;
    private final ModelSettings settings;
    private final PopularityTrainer popularity;

    /**
     * @param trainers the first one is taken where there is too little to compare
     */
    public Candidates(List<ItemItemTrainer> trainers, ModelSettings settings) {
        if (trainers.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one trainer");
        }
        this.trainers = List.copyOf(trainers);
        this.settings = settings;
        popularity = new PopularityTrainer(settings.popularityHalfLife());
    }

    Outcome choose(TrainingData data, Progress progress) {
        PopularityModel popular = popularity.train(data);
        if (data.entries() == 0) {
            return new Outcome(
                    null,
                    List.of(),
                    0,
                    null,
                    popular,
                    "nothing to learn from: no interaction has a weight");
        }
        Evaluation evaluation =
                new Evaluation(
                        data.split(settings.futureShare()),
                        settings.maxTestVisitors(),
                        settings.historyHalfLife());
        if (evaluation.visitors() < settings.minTestVisitors()) {
            return untested(data, evaluation.visitors(), popular, progress);
        }
        return compared(data, evaluation, popular, progress);
    }

    private Outcome untested(
            TrainingData data, int visitors, PopularityModel popular, Progress progress) {
        for (ItemItemTrainer trainer : trainers) {
            if (trainer.unfit(data).isEmpty()) {
                ItemItemModel model = trainer.train(data, settings.trainer(), progress);
                String reason =
                        "too little to compare: %d visitors have a past and a future, %d are needed; %s is served untested"
                                .formatted(visitors, settings.minTestVisitors(), trainer.name());
                return new Outcome(
                        null,
                        List.of(),
                        visitors,
                        model.size() == 0 ? null : model,
                        popular,
                        reason);
            }
        }
        return new Outcome(
                null, List.of(), visitors, null, popular, "no trainer takes data of this size");
    }

    private Outcome compared(
            TrainingData data, Evaluation evaluation, PopularityModel popular, Progress progress) {
        TrainingData past = evaluation.past();
        Evaluation.Result baseline = evaluation.score(POPULARITY, popularity.train(past), 0);
        List<Entrant> entrants = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        double step = 0.6 / trainers.size();
        for (ItemItemTrainer trainer : trainers) {
            double from = step * (entrants.size() + notes.size());
            trainer.unfit(data)
                    .ifPresentOrElse(
                            notes::add,
                            () ->
                                    entrants.add(
                                            enter(
                                                    trainer,
                                                    evaluation,
                                                    progress.part(from, from + step))));
        }
        Entrant best = best(entrants);
        boolean lost = best == null || best.losesTo(baseline);
        String reason = reason(best, baseline, evaluation.visitors(), notes);
        ItemItemModel model =
                lost || best == null
                        ? null
                        : best.trainer.train(data, settings.trainer(), progress.part(0.6, 0.9));
        return new Outcome(
                baseline.score(),
                entrants.stream().map(e -> e.result.score()).toList(),
                evaluation.visitors(),
                model,
                popular,
                reason);
    }

    private Entrant enter(ItemItemTrainer trainer, Evaluation evaluation, Progress progress) {
        long start = System.nanoTime();
        ItemItemModel model = trainer.train(evaluation.past(), settings.trainer(), progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Entrant(trainer, evaluation.score(new ItemItemScorer(model), seconds));
    }

    /** The highest nDCG; of those that are within chance of it, the highest recall. */
    private static @Nullable Entrant best(List<Entrant> entrants) {
        return entrants.stream()
                .max(Comparator.comparingDouble(e -> e.result.score().ndcgAt10()))
                .flatMap(top ->
                        entrants.stream()
                                .filter(e -> e == top || e.result.lead(top.result) > -1)
                                .max(
                                        Comparator.comparingDouble(
                                                e -> e.result.score().recallAt20())))
                .orElse(null);
    }

    private static String reason(
            @Nullable Entrant best, Evaluation.Result baseline, int visitors, List<String> notes) {
        StringBuilder reason = new StringBuilder();
        if (best == null) {
            reason.append("no candidate could be trained, popularity is served");
        } else if (best.losesTo(baseline)) {
            reason.append(
                    "the best candidate, %s, loses to popularity and is not served"
                            .formatted(best.trainer.name()));
        } else {
            reason.append("%s is the best candidate".formatted(best.trainer.name()));
        }
        if (best != null) {
            reason.append(
                    String.format(
                            Locale.ROOT,
                            ": nDCG@10 %.4f, popularity %.4f, on the newest interactions of %d visitors",
                            best.result.score().ndcgAt10(),
                            baseline.score().ndcgAt10(),
                            visitors));
        }
        notes.forEach(note -> reason.append("; ").append(note));
        return reason.toString();
    }

    private record Entrant(ItemItemTrainer trainer, Evaluation.Result result) {

        boolean losesTo(Evaluation.Result baseline) {
            return result.score().ndcgAt10() < baseline.score().ndcgAt10();
        }
    }

    /**
     * @param baseline {@code null} where nothing was compared
     * @param neighbors {@code null} where popularity is to be served
     */
    record Outcome(
            ScoreCard.@Nullable Score baseline,
            List<ScoreCard.Score> scores,
            int testVisitors,
            @Nullable ItemItemModel neighbors,
            PopularityModel popularity,
            String reason) {}
}
