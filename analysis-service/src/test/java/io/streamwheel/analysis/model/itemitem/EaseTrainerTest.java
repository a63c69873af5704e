package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.TrainingData;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EaseTrainerTest {

    private static final TrainerSettings SETTINGS =
            new TrainerSettings(200, 500, Duration.ofDays(100_000), 2);

    @Test
    void rebuildsNoItemFromItselfAndSolvesTheNormalEquations() {
        TrainingData data = CosineTrainerTest.random(50, 20, 7);
        double lambda = 0.5;
        ItemItemModel model =
                new EaseTrainer(lambda, 100).train(data, SETTINGS, Progress.UNWATCHED);
        double[][] dense = CosineTrainerTest.dense(data);
        double squares = 0;
        for (float weight : data.weight()) {
            squares += weight * weight;
        }
        double ridge = lambda * squares / data.entries();
        // At the optimum the gradient vanishes off the diagonal: X'X (B - I) + ridge B = 0 there.
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                if (i != j) {
                    double gradient = ridge * model.weight(i, j) - gram(dense, i, j);
                    for (int k = 0; k < 20; k++) {
                        gradient += k == j ? 0 : gram(dense, i, k) * model.weight(k, j);
                    }
                    assertThat(gradient).as("%d, %d", i, j).isCloseTo(0, within(1e-3));
                }
            }
            assertThat(model.weight(i, i)).isZero();
        }
    }

    @Test
    void inverseTimesMatrixIsOne() {
        int size = 130; // more than two blocks
        double[][] matrix = new double[size][size];
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = matrix[j][i] = random.nextDouble();
            }
            matrix[i][i] += size;
        }
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            inverse[i] = matrix[i].clone();
        }
        SymmetricInverse.inPlace(inverse, 2, Progress.UNWATCHED);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += matrix[i][k] * inverse[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void leavesALargerCatalogueToOthers() {
        TrainingData data = CosineTrainerTest.random(10, 20, 7);
        assertThat(new EaseTrainer(1, 19).unfit(data))
                .hasValueSatisfying(why -> assertThat(why).contains("20"));
        assertThat(new EaseTrainer(1, 20).unfit(data)).isEmpty();
    }

    private static double gram(double[][] dense, int i, int j) {
        double sum = 0;
        for (double[] row : dense) {
            sum += row[i] * row[j];
        }
        return sum;
    }
}
