package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Tries the best guess of every method, however long that takes, and then further settings, those
 * of the best method first, while there is time. One is begun when it is expected to end in time:
 * it is taken to last as long as the slowest of its method so far.
 */
final class Search {

    private final Evaluation evaluation;
    private final TrainerSettings settings;
    private final Duration time;
    private final LongSupplier ticker;
    private final List<Tried> tried = new ArrayList<>();
    private int leftOut;

    /**
     * @param time counted from the beginning of the first guess
     * @param ticker nanoseconds, from anywhere
     */
    Search(Evaluation evaluation, TrainerSettings settings, Duration time, LongSupplier ticker) {
        this.evaluation = evaluation;
        this.settings = settings;
        this.time = time;
        this.ticker = ticker;
    }

    /** All that were tried, guesses first. */
    List<Tried> tried() {
        return tried;
    }

    /** How many settings there was no time for. */
    int leftOut() {
        return leftOut;
    }

    void run(List<Method> methods, Progress progress) {
        long start = ticker.getAsLong();
        Progress first = progress.part(0, 0.5);
        List<Tried> guesses = new ArrayList<>();
        for (Method each : methods) {
            guesses.add(attempt(each, each.guess(), step(first, tried.size(), methods.size())));
        }
        guesses.sort(Comparator.comparingDouble(each -> -each.result().score().ndcgAt10()));
        Progress second = progress.part(0.5, 1);
        int all = methods.stream().mapToInt(each -> each.further().size()).sum();
        int done = 0;
        for (Tried guess : guesses) {
            long slowest = guess.nanos();
            for (ItemItemTrainer setting : guess.method().further()) {
                Progress part = step(second, done++, all);
                if (ticker.getAsLong() - start + slowest > time.toNanos()) {
                    leftOut++;
                } else {
                    slowest = Math.max(slowest, attempt(guess.method(), setting, part).nanos());
                }
            }
        }
        progress.at(1);
    }

    private static Progress step(Progress whole, int number, int of) {
        return whole.part((double) number / of, (double) (number + 1) / of);
    }

    private Tried attempt(Method method, ItemItemTrainer trainer, Progress progress) {
        if (progress.cancelled()) {
            throw new CancellationException("cancelled before " + trainer.name());
        }
        long start = ticker.getAsLong();
        ItemItemModel model = trainer.train(evaluation.past(), settings, progress.part(0, 0.9));
        double seconds = (ticker.getAsLong() - start) / 1e9;
        Evaluation.Result result =
                evaluation.score(new ItemItemScorer(model), trainer.parameters(), seconds);
        progress.at(1);
        Tried one = new Tried(method, trainer, result, ticker.getAsLong() - start);
        tried.add(one);
        return one;
    }

    /**
     * One setting and how it fared.
     *
     * @param nanos that training and scoring took
     */
    record Tried(Method method, ItemItemTrainer trainer, Evaluation.Result result, long nanos) {

        /** Name and setting. */
        String words() {
            String parameters = trainer.parameters();
            return parameters.isEmpty()
                    ? trainer.name()
                    : "%s (%s)".formatted(trainer.name(), parameters);
        }
    }
}
