package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Methods;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training by the best guess of each method, on all processors, from data in memory to a model
 * that answers. Items follow Zipf's law, visitors have tastes ({@link Generator}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(2)
public class TrainerBenchmark {

    private static final int USERS_OF_A_THOUSAND = 6;
    private static final int LEAST_ITEMS = 1_000;
    private static final int INTERACTIONS_OF_AN_ITEM = 270;

    /** Interactions; six visitors for each thousand of them, and an item for each 270. */
    @Param({"100000", "1000000"})
    public int size;

    @Param({"cosine", "llr", "rp3beta", "ease"})
    public String method = "";

    private final ModelSettings settings =
            ModelSettings.defaults(Runtime.getRuntime().availableProcessors());
    private TrainingData data = new Interactions().collect();
    private ItemItemTrainer trainer = trainer("cosine");

    /** Makes the data. */
    @Setup
    public void generate() {
        Interactions interactions = new Interactions();
        new Generator(
                        size,
                        size / 1_000 * USERS_OF_A_THOUSAND,
                        Math.max(LEAST_ITEMS, size / INTERACTIONS_OF_AN_ITEM),
                        1)
                .generate(interactions);
        data = interactions.collect();
        trainer = trainer(method);
        trainer.unfit(data)
                .ifPresent(why -> {
                    throw new IllegalStateException(why);
                });
    }

    private ItemItemTrainer trainer(String name) {
        return Methods.defaults(settings.trainer().threads()).all().stream()
                .map(each -> each.guess())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + name));
    }

    @Benchmark
    public ItemItemModel train() {
        return trainer.train(data, settings.trainer(), Progress.UNWATCHED);
    }
}
