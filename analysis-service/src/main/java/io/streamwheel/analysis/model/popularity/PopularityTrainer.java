package io.streamwheel.analysis.model.popularity;

import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Sums, for each item, what its visitors' entries weigh; a visitor counts once per item, and an old
 * entry less than a new one.
 *
 * @param halfLife after so long, counted back from the newest interaction, an entry weighs half
 */
public record PopularityTrainer(Duration halfLife) {

    /** The ranking over all items with at least one entry. */
    public PopularityModel train(TrainingData data) {
        double[] sums = sums(data);
        int[] order = new int[sums.length];
        Arrays.setAll(order, i -> i);
        List<String> items = data.items();
        IntArrays.mergeSort(
                order,
                (a, b) ->
                        sums[a] != sums[b]
                                ? Double.compare(sums[b], sums[a])
                                : items.get(a).compareTo(items.get(b)));
        int size = 0;
        while (size < order.length && sums[order[size]] > 0) {
            size++;
        }
        float[] scores = new float[size];
        String[] ranked = new String[size];
        for (int i = 0; i < size; i++) {
            scores[i] = (float) sums[order[i]];
            ranked[i] = items.get(order[i]);
        }
        return new PopularityModel(List.of(ranked), scores);
    }

    private double[] sums(TrainingData data) {
        double[] sums = new double[data.items().size()];
        Decay decay = new Decay(data.newest(), halfLife);
        for (int at = 0; at < data.entries(); at++) {
            sums[data.item()[at]] += data.weight()[at] * decay.at(data.time()[at]);
        }
        return sums;
    }
}
