package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.TrainingData;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EaseTrainerTest {

    private static final TrainerSettings SETTINGS =
            new TrainerSettings(200, 500, Duration.ofDays(100_000), 2);

    @Test
    void rebuildsNoItemFromItselfAndSolvesTheNormalEquations() {
        TrainingData data = CosineTrainerTest.random(50, 20, 7);
        double lambda = 0.5;
        ItemItemModel model =
                new EaseTrainer(EaseTrainer.Setting.plain(lambda), Budget.unlimited(2))
                        .train(data, SETTINGS, Progress.UNWATCHED);
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

    /** The definition, with an inverse that is worked out in the plainest way. */
    @ParameterizedTest
    @CsvSource({"5, 0, 0, 0", "2, 0.5, 0, 0", "2, 0, 0.2, 0", "2, 0, 0, 2", "30, 0.7, 0.1, 1"})
    void equalsTheDefinition(double lambda, double dropout, double damping, double nearness) {
        Duration within = Duration.ofMinutes(90);
        EaseTrainer.Setting setting =
                new EaseTrainer.Setting(lambda, dropout, damping, nearness, within);
        for (int seed = 0; seed < 5; seed++) {
            TrainingData data = CosineTrainerTest.random(40, 45, seed);
            ItemItemModel model =
                    new EaseTrainer(setting, Budget.unlimited(2))
                            .train(data, SETTINGS, Progress.UNWATCHED);
            double[][] expected = naive(data, setting);
            for (int i = 0; i < 45; i++) {
                for (int j = 0; j < 45; j++) {
                    assertThat(model.weight(i, j))
                            .as("%d, %d, seed %d", i, j, seed)
                            .isCloseTo((float) expected[i][j], within(1e-5f));
                }
            }
        }
    }

    private static double[][] naive(TrainingData data, EaseTrainer.Setting setting) {
        int items = data.items().size();
        double[][] gram = new double[items][items];
        double[] visitors = new double[items];
        double squares = 0;
        for (int v = 0; v < data.visitors(); v++) {
            for (int a = data.rowStarts()[v]; a < data.rowStarts()[v + 1]; a++) {
                visitors[data.item()[a]]++;
                squares += data.weight()[a] * data.weight()[a];
                for (int b = data.rowStarts()[v]; b < data.rowStarts()[v + 1]; b++) {
                    double apart = Math.abs(data.time()[a] - data.time()[b]);
                    double near = Math.max(0, 1 - apart / setting.nearWithin().toMillis());
                    gram[data.item()[a]][data.item()[b]] +=
                            data.weight()[a] * data.weight()[b] * (1 + setting.nearness() * near);
                }
            }
        }
        for (int i = 0; i < items; i++) {
            gram[i][i] +=
                    setting.lambda() * squares / data.entries() * (1 + setting.nearness())
                            + gram[i][i] * setting.dropout() / (1 - setting.dropout());
        }
        double[][] inverse = plainInverse(gram);
        double[][] weights = new double[items][items];
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                double damped = Math.pow(visitors[j], setting.damping());
                weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j] / damped;
            }
        }
        return weights;
    }

    /** Gauss-Jordan on the matrix beside the identity. */
    private static double[][] plainInverse(double[][] matrix) {
        int size = matrix.length;
        double[][] wide = new double[size][2 * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[i], 0, wide[i], 0, size);
            wide[i][size + i] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double diagonal = wide[pivot][pivot];
            for (int j = 0; j < 2 * size; j++) {
                wide[pivot][j] /= diagonal;
            }
            for (int i = 0; i < size; i++) {
                double factor = i == pivot ? 0 : wide[i][pivot];
                for (int j = 0; j < 2 * size; j++) {
                    wide[i][j] -= factor * wide[pivot][j];
                }
            }
        }
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            inverse[i] = Arrays.copyOfRange(wide[i], size, 2 * size);
        }
        return inverse;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 32, 33, 64, 65, 130, 545})
    void inverseTimesMatrixIsOne(int size) {
        double[][] matrix = new double[size][size];
        double[][] half = new double[size][];
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = matrix[j][i] = random.nextDouble();
            }
            matrix[i][i] += size;
            half[i] = Arrays.copyOf(matrix[i], i + 1);
        }
        SymmetricInverse.inPlace(half, 2, Progress.UNWATCHED);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += matrix[i][k] * (k >= j ? half[k][j] : half[j][k]);
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        double[][] half = {{1}, {2, 1}};
        assertThatThrownBy(() -> SymmetricInverse.inPlace(half, 1, Progress.UNWATCHED))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("positive definite");
    }

    @Test
    void saysBeforehandThatMemoryOrTimeWouldNotDo() {
        TrainingData data = CosineTrainerTest.random(10, 2000, 7);
        EaseTrainer.Setting setting = EaseTrainer.Setting.plain(1);
        Budget small = new Budget(1 << 20, Duration.ofSeconds(60), 1e9, 1);
        assertThat(new EaseTrainer(setting, small).unfit(data))
                .hasValueSatisfying(why ->
                        assertThat(why)
                                .isEqualTo(
                                        "ease over 2000 items would take 18 MiB and about 8 s,"
                                                + " allowed are 1 MiB and 60 s"));
        Budget hasty = new Budget(1 << 30, Duration.ofSeconds(7), 1e9, 1);
        assertThat(new EaseTrainer(setting, hasty).unfit(data)).isPresent();
        Budget hastyForTwo = new Budget(1 << 30, Duration.ofSeconds(7), 1e9, 2);
        assertThat(new EaseTrainer(setting, hastyForTwo).unfit(data)).isEmpty();
    }

    @Test
    void theSpeedThatIsMeasuredIsOneOfAComputer() {
        Budget measured = new Budget(1 << 30, Duration.ofSeconds(7), 0, 1);
        assertThat(measured.secondsOf(1e12)).isBetween(0.1, 1e6);
    }

    private static double gram(double[][] dense, int i, int j) {
        double sum = 0;
        for (double[] row : dense) {
            sum += row[i] * row[j];
        }
        return sum;
    }
}
