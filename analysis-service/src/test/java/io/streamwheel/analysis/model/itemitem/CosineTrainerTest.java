package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.TrainingData;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineTrainerTest {

    private static final TrainerSettings SETTINGS =
            new TrainerSettings(50, 500, Duration.ofDays(100_000), 3);

    @Test
    void equalsTheDefinitionOnSmallRandomData() {
        TrainingData data = random(40, 25, 11);
        ItemItemModel model = new CosineTrainer(2).train(data, SETTINGS, Progress.UNWATCHED);
        double[][] dense = dense(data);
        for (int i = 0; i < 25; i++) {
            for (int j = 0; j < 25; j++) {
                if (i != j) {
                    assertThat(model.weight(i, j))
                            .as("%d, %d", i, j)
                            .isCloseTo((float) naive(dense, i, j, 2), within(1e-5f));
                }
            }
        }
    }

    @Test
    void keepsTheStrongestNeighborsBestFirst() {
        TrainingData data = random(60, 30, 5);
        ItemItemModel all = new CosineTrainer(0).train(data, SETTINGS, Progress.UNWATCHED);
        ItemItemModel few =
                new CosineTrainer(0)
                        .train(
                                data,
                                new TrainerSettings(3, 500, Duration.ofDays(100_000), 1),
                                Progress.UNWATCHED);
        for (int item = 0; item < 30; item++) {
            int kept = few.start(item + 1) - few.start(item);
            assertThat(kept).isEqualTo(Math.min(3, all.start(item + 1) - all.start(item)));
            for (int at = 0; at < kept; at++) {
                assertThat(few.neighbor(few.start(item) + at))
                        .isEqualTo(all.neighbor(all.start(item) + at));
            }
        }
    }

    @Test
    void decayCountsBackFromTheNewestInteraction() {
        TrainingData then = random(30, 10, 3);
        long[] later = then.time().clone();
        for (int at = 0; at < later.length; at++) {
            later[at] += Duration.ofDays(3650).toMillis();
        }
        TrainingData now =
                new TrainingData(
                        then.items(),
                        then.rowStarts(),
                        then.item(),
                        then.weight(),
                        later,
                        then.interactions());
        TrainerSettings fading = new TrainerSettings(50, 500, Duration.ofHours(1), 2);
        CosineTrainer trainer = new CosineTrainer(1);
        assertThat(trainer.train(now, fading, Progress.UNWATCHED).checksum())
                .isEqualTo(trainer.train(then, fading, Progress.UNWATCHED).checksum());
    }

    @Test
    void noDataGivesAnEmptyModel() {
        TrainingData nothing = new TrainingData.Collector(10).collect();
        assertThat(new CosineTrainer(1).train(nothing, SETTINGS, Progress.UNWATCHED).size())
                .isZero();
    }

    static TrainingData random(int visitors, int items, long seed) {
        Random random = new Random(seed);
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int i = 0; i < items; i++) {
            collector.add("everybody", "i" + i, 1, 0);
        }
        for (int n = 0; n < visitors * 6; n++) {
            collector.add(
                    "v" + random.nextInt(visitors),
                    "i" + random.nextInt(items),
                    1 + random.nextInt(3),
                    random.nextInt(10_000_000));
        }
        return collector.collect();
    }

    static double[][] dense(TrainingData data) {
        double[][] dense = new double[data.visitors()][data.items().size()];
        for (int v = 0; v < data.visitors(); v++) {
            for (int at = data.rowStarts()[v]; at < data.rowStarts()[v + 1]; at++) {
                dense[v][data.item()[at]] = data.weight()[at];
            }
        }
        return dense;
    }

    private static double naive(double[][] dense, int i, int j, double shrinkage) {
        double product = 0;
        double left = 0;
        double right = 0;
        int common = 0;
        for (double[] row : dense) {
            int active = 0;
            for (double each : row) {
                active += each > 0 ? 1 : 0;
            }
            product += row[i] * row[j] / Math.sqrt(Math.max(1, active));
            common += row[i] > 0 && row[j] > 0 ? 1 : 0;
            left += row[i] * row[i];
            right += row[j] * row[j];
        }
        return common == 0 ? 0 : product / Math.sqrt(left * right) * common / (common + shrinkage);
    }
}
