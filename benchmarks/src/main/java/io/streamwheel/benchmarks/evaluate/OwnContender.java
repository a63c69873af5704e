package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.Evaluation;
import io.streamwheel.analysis.model.Methods;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.benchmarks.exchange.Contender;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The product's own trainers with their best guesses, and its whole build: all candidates trained
 * and compared within the past that it is given, and the best one trained again on all of that.
 */
final class OwnContender implements Contender {

    /** The name of the whole build. */
    static final String BUILD = "build";

    private final String method;
    private final boolean prints;
    private TrainingData past = new Interactions().collect();
    private ModelSettings settings = ModelSettings.defaults(1);
    private @Nullable ItemItemModel model;
    private int[] popular = {};
    private String words = "";

    /**
     * @param method a trainer's name, or {@link #BUILD}
     * @param prints whether a build's candidates are printed
     */
    OwnContender(String method, boolean prints) {
        this.method = method;
        this.prints = prints;
    }

    /** After the arguments of the exchange: the method, and whether to print. */
    public static void main(String[] arguments) throws Exception {
        Exchange.take(
                new OwnContender(arguments[4], Boolean.parseBoolean(arguments[5])), arguments);
    }

    @Override
    public void load(Past given, int threads) {
        settings = ModelSettings.defaults(threads);
        past =
                new TrainingData(
                        IntStream.range(0, given.items()).mapToObj(Integer::toString).toList(),
                        given.rowStarts(),
                        given.item(),
                        given.weight(),
                        given.time(),
                        given.first(),
                        given.kinds(),
                        given.entries());
    }

    @Override
    public void train() {
        if (method.equals(BUILD)) {
            build();
            return;
        }
        ItemItemTrainer trainer =
                Methods.defaults(settings.trainer().threads()).all().stream()
                        .map(each -> each.guess())
                        .filter(each -> each.name().equals(method))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no method " + method));
        trainer.unfit(past)
                .ifPresent(why -> {
                    throw new IllegalStateException(why);
                });
        words = trainer.parameters();
        model = trainer.train(past, settings.trainer(), Progress.UNWATCHED);
    }

    private void build() {
        Candidates candidates =
                new Candidates(Methods.defaults(settings.trainer().threads()).all(), settings);
        Candidates.Outcome outcome = candidates.choose(past, Progress.UNWATCHED);
        words = outcome.reason();
        model = outcome.neighbors();
        popular = outcome.popularity().items().stream().mapToInt(Integer::parseInt).toArray();
        if (prints) {
            System.out.print(Table.ofCandidates(outcome));
        }
    }

    @Override
    public int[][] lists(int[] asked, int length) {
        ItemItemScorer scorer = model == null ? null : new ItemItemScorer(model);
        boolean[] seen = new boolean[past.items().size()];
        int[][] lists = new int[asked.length][];
        for (int i = 0; i < asked.length; i++) {
            int visitor = asked[i];
            mark(seen, visitor, true);
            lists[i] =
                    scorer == null
                            ? Arrays.stream(popular).filter(item -> !seen[item]).toArray()
                            : Evaluation.list(
                                    scorer,
                                    past,
                                    visitor,
                                    settings.historyHalfLife(),
                                    item -> !seen[item]);
            lists[i] = Arrays.copyOf(lists[i], Math.min(length, lists[i].length));
            mark(seen, visitor, false);
        }
        return lists;
    }

    private void mark(boolean[] seen, int visitor, boolean mark) {
        for (int at = past.rowStarts()[visitor]; at < past.rowStarts()[visitor + 1]; at++) {
            seen[past.item()[at]] = mark;
        }
    }

    @Override
    public String words() {
        return words;
    }
}
