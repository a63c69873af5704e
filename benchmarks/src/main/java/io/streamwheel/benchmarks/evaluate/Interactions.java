package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.history.TypeWeights;
import java.util.Map;
import java.util.TreeMap;

/** Collects interactions as the product does when it reads its store, with the default weights. */
final class Interactions implements InteractionFile.Taker {

    private static final float MAX_PAIR_WEIGHT = 10;

    private final TypeWeights weights = TypeWeights.DEFAULTS;
    private final TrainingData.Collector collector = new TrainingData.Collector(MAX_PAIR_WEIGHT);
    private final Map<String, Integer> weightless = new TreeMap<>();
    private int size;

    @Override
    public void take(String user, String item, String type, long time) {
        float weight = weights.of(type, null);
        size++;
        if (TypeWeights.forbids(type)) {
            collector.forbid(user, item);
        } else if (weight == 0) {
            weightless.merge(type, 1, Integer::sum);
        } else {
            collector.add(user, item, DeedKind.of(type), weight, time);
        }
    }

    /** All that were taken. */
    int size() {
        return size;
    }

    /** How many there were of the types that say nothing, and so are left out. */
    Map<String, Integer> weightless() {
        return weightless;
    }

    /** The matrix. Nothing can be taken afterwards. */
    TrainingData collect() {
        return collector.collect();
    }
}
