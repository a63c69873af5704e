package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RP3beta and the log-likelihood ratio against their formulas, written down as they stand. */
class WalkAndSurpriseChanceTest {

    private static final TrainerSettings SETTINGS =
            new TrainerSettings(50, 500, Duration.ofDays(100_000), 2);

    @Test
    void walksAsTheFormulaSays() {
        Tries.check(chance -> {
            TrainingData data = data(chance);
            double alpha = chance.oneOf(0.5, 1.0, 1.7);
            double beta = chance.oneOf(0.0, 0.4, 1.0);
            ItemItemModel model =
                    new Rp3betaTrainer(alpha, beta).train(data, SETTINGS, Progress.UNWATCHED);
            double[][] dense = CosineTrainerTest.dense(data);
            forEachPair(
                    data,
                    (i, j) ->
                            assertThat(model.weight(i, j))
                                    .as("%d, %d", i, j)
                                    .isCloseTo(
                                            (float) walk(dense, i, j, alpha, beta), within(1e-4f)));
        });
    }

    @Test
    void isSurprisedAsTheFormulaSays() {
        Tries.check(chance -> {
            TrainingData data = data(chance);
            ItemItemModel model = new LlrTrainer().train(data, SETTINGS, Progress.UNWATCHED);
            forEachPair(
                    data,
                    (i, j) -> {
                        double expected = 0;
                        for (int bits :
                                new int[] {7, DeedKind.INTENT.bit(), DeedKind.PURCHASE.bit()}) {
                            expected += root(data, i, j, bits);
                        }
                        assertThat(model.weight(i, j))
                                .as("%d, %d", i, j)
                                .isCloseTo((float) expected, within(1e-3f));
                    });
        });
    }

    @Test
    void viewsPredictPurchases() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int v = 0; v < 40; v++) {
            collector.add("v" + v, v % 2 == 0 ? "tent" : "novel", DeedKind.LOOK, 1, v);
            // Everybody looks at both, but who looked at the tent buys the stove.
            collector.add("v" + v, "stove", v % 2 == 0 ? DeedKind.PURCHASE : DeedKind.LOOK, 1, v);
            collector.add("v" + v, "lamp", DeedKind.LOOK, 1, v);
        }
        ItemItemModel model =
                new LlrTrainer().train(collector.collect(), SETTINGS, Progress.UNWATCHED);
        ItemDictionary items = model.items();
        assertThat(model.weight(items.number("tent"), items.number("stove"))).isPositive();
        assertThat(model.weight(items.number("novel"), items.number("stove"))).isZero();
        assertThat(model.weight(items.number("tent"), items.number("lamp"))).isZero();
    }

    /** Weights so close together that no visitor is turned down. */
    private static TrainingData data(Chance chance) {
        TrainingData.Collector collector = new TrainingData.Collector(1.2f);
        int visitors = chance.between(1, 20);
        int items = chance.between(1, 12);
        for (int n = chance.between(1, 120); n > 0; n--) {
            String visitor = "v" + chance.below(visitors);
            String item = "i" + chance.below(items);
            if (chance.oneIn(20)) {
                collector.forbid(visitor, item);
            } else {
                DeedKind kind = DeedKind.values()[chance.below(3)];
                collector.add(visitor, item, kind, 1 + chance.below(3) / 10f, chance.below(1000));
            }
        }
        return collector.collect();
    }

    private interface Pair {
        void check(int i, int j);
    }

    private static void forEachPair(TrainingData data, Pair pair) {
        for (int i = 0; i < data.items().size(); i++) {
            for (int j = 0; j < data.items().size(); j++) {
                pair.check(i, j);
            }
        }
    }

    private static double walk(double[][] dense, int i, int j, double alpha, double beta) {
        double ofItem = 0;
        int visitors = 0;
        for (double[] row : dense) {
            ofItem += row[i];
            visitors += row[j] > 0 ? 1 : 0;
        }
        double sum = 0;
        for (double[] row : dense) {
            double ofVisitor = 0;
            for (double each : row) {
                ofVisitor += each;
            }
            if (row[i] > 0 && row[j] > 0) {
                sum += Math.pow(row[i] / ofItem, alpha) * Math.pow(row[j] / ofVisitor, alpha);
            }
        }
        return i == j || sum == 0 ? 0 : sum / Math.pow(visitors, beta);
    }

    /** Twice the mutual information of the two, by the cells of their table. */
    private static double root(TrainingData data, int i, int j, int bits) {
        double[][] cells = new double[2][2];
        double all = 0;
        for (int v = 0; v < data.visitors(); v++) {
            int left = 0;
            int right = 0;
            for (int at = data.rowStarts()[v]; at < data.rowStarts()[v + 1]; at++) {
                left |= data.item()[at] == i ? 1 : 0;
                right |= data.item()[at] == j && (data.kinds()[at] & bits) != 0 ? 1 : 0;
            }
            if (data.rowStarts()[v + 1] > data.rowStarts()[v]) {
                cells[left][right]++;
                all++;
            }
        }
        double sum = 0;
        for (int left = 0; left < 2; left++) {
            for (int right = 0; right < 2; right++) {
                double expected =
                        (cells[left][0] + cells[left][1])
                                * (cells[0][right] + cells[1][right])
                                / all;
                sum +=
                        cells[left][right] == 0
                                ? 0
                                : cells[left][right] * Math.log(cells[left][right] / expected);
            }
        }
        double byChance = (cells[1][0] + cells[1][1]) * (cells[0][1] + cells[1][1]) / all;
        boolean more = cells[1][1] > byChance * (1 + 1e-12);
        return i == j || !more ? 0 : Math.sqrt(Math.max(0, 2 * sum));
    }
}
