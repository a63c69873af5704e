package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.itemitem.Budget;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.EaseTrainer;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.LlrTrainer;
import io.streamwheel.analysis.model.itemitem.Rp3betaTrainer;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The methods that a build tries, each with its best guess and settings beside it.
 *
 * @param cosineShrinkage the best guess for {@link CosineTrainer}
 * @param ease the best guess for {@link EaseTrainer}
 * @param budget of one training of EASE
 */
public record Methods(float cosineShrinkage, EaseTrainer.Setting ease, Budget budget) {

    private static final Duration BUDGET_TIME = Duration.ofSeconds(60);
    private static final EaseTrainer.Setting EASE =
            new EaseTrainer.Setting(250, 0.6, 0.1, 1, Duration.ofMinutes(30));

    /** As they are where nothing is set: in half of the heap and a minute, at measured speed. */
    public static Methods defaults(int threads) {
        return new Methods(1, EASE, new Budget(Budget.halfOfTheHeap(), BUDGET_TIME, 0, threads));
    }

    /**
     * A further method is a further line. The first is served where there is too little to compare.
     */
    public List<Method> all() {
        return List.of(cosineMethod(), llrMethod(), rp3betaMethod(), easeMethod());
    }

    /** The shrinkage asked for, and ones that believe rare pairs more or less. */
    private Method cosineMethod() {
        return new Method(
                DoubleStream.of(cosineShrinkage, 1, 5, 20)
                        .distinct()
                        .<ItemItemTrainer>mapToObj(each -> new CosineTrainer((float) each))
                        .toList());
    }

    /** There is nothing to set. */
    private static Method llrMethod() {
        return new Method(List.of(new LlrTrainer()));
    }

    /** From a walk with best-sellers held down by half to others of the paper's range. */
    private static Method rp3betaMethod() {
        return new Method(
                List.of(
                        new Rp3betaTrainer(1, 0.5),
                        new Rp3betaTrainer(0.7, 0.3),
                        new Rp3betaTrainer(1, 0.3),
                        new Rp3betaTrainer(1.3, 0.6)));
    }

    /** The setting asked for, others of its ridge, and all of them with or without nearness. */
    private Method easeMethod() {
        return new Method(
                Stream.of(ease, ease.nearness(ease.nearness() > 0 ? 0 : 1))
                        .flatMap(each ->
                                DoubleStream.of(1, 0.5, 2)
                                        .mapToObj(times -> each.lambda(times * each.lambda())))
                        .<ItemItemTrainer>map(each -> new EaseTrainer(each, budget))
                        .toList());
    }
}
