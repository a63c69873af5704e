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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Tries the best guess of every method, and then further settings, those of the best method first,
 * while there is time. One is begun when it is expected to end in time: it is taken to last as long
 * as the slowest of its method so far. That may be wrong, as may a {@link
 * io.streamwheel.analysis.model.itemitem.Budget}, on a machine that others use as well, so the
 * whole has a limit besides, at which whatever is being trained is ended, except the first guess.
 */
final class Search {

    private final Evaluation evaluation;
    private final TrainerSettings settings;
    private final Duration time;
    private final Duration limit;
    private final LongSupplier ticker;
    private final List<Tried> tried = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private int leftOut;

    /**
     * @param time counted from the beginning of the first guess
     * @param limit counted from there
     * @param ticker nanoseconds, from anywhere
     */
    Search(
            Evaluation evaluation,
            TrainerSettings settings,
            Duration time,
            Duration limit,
            LongSupplier ticker) {
        this.evaluation = evaluation;
        this.settings = settings;
        this.time = time;
        this.limit = limit;
        this.ticker = ticker;
    }

    /** All that were tried, guesses first. */
    List<Tried> tried() {
        return tried;
    }

    /** How many further settings there was no time for. */
    int leftOut() {
        return leftOut;
    }

    /** Methods whose best guess was ended at the limit, or not begun after it. */
    List<String> ended() {
        return ended;
    }

    void run(List<Method> methods, Progress progress) {
        long start = ticker.getAsLong();
        Deadline none = new Deadline(ticker, Long.MAX_VALUE);
        Deadline end = new Deadline(ticker, start + limit.toNanos());
        List<Tried> guesses = guess(methods, progress.part(0, 0.5), none, end);
        guesses.sort(Comparator.comparingDouble(each -> -each.result().score().ndcgAt10()));
        Progress second = progress.part(0.5, 1);
        int all = guesses.stream().mapToInt(each -> each.method().further().size()).sum();
        int done = 0;
        for (Tried guess : guesses) {
            long slowest = guess.nanos();
            for (ItemItemTrainer setting : guess.method().further()) {
                Progress part = step(second, done++, all);
                Optional<Tried> further =
                        ticker.getAsLong() - start + slowest > time.toNanos()
                                ? Optional.empty()
                                : attempt(guess.method(), setting, part, end);
                if (further.isPresent()) {
                    slowest = Math.max(slowest, further.get().nanos());
                } else {
                    leftOut++;
                }
            }
        }
        progress.at(1);
    }

    private List<Tried> guess(
            List<Method> methods, Progress progress, Deadline none, Deadline end) {
        List<Tried> guesses = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            Method method = methods.get(m);
            Progress part = step(progress, m, methods.size());
            attempt(method, method.guess(), part, guesses.isEmpty() ? none : end)
                    .ifPresentOrElse(guesses::add, () -> ended.add(method.guess().name()));
        }
        return guesses;
    }

    private static Progress step(Progress whole, int number, int of) {
        return whole.part((double) number / of, (double) (number + 1) / of);
    }

    /** Empty when the deadline came before its end. */
    private Optional<Tried> attempt(
            Method method, ItemItemTrainer trainer, Progress progress, Deadline deadline) {
        if (progress.cancelled()) {
            throw new CancellationException("cancelled before " + trainer.name());
        }
        long start = ticker.getAsLong();
        Optional<ItemItemModel> model =
                deadline.watch(
                        progress.part(0, 0.9),
                        watched -> trainer.train(evaluation.past(), settings, watched));
        if (model.isEmpty()) {
            return Optional.empty();
        }
        double seconds = (ticker.getAsLong() - start) / 1e9;
        Evaluation.Result result =
                evaluation.score(new ItemItemScorer(model.get()), trainer.parameters(), seconds);
        progress.at(1);
        Tried one = new Tried(method, trainer, result, ticker.getAsLong() - start);
        tried.add(one);
        return Optional.of(one);
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
