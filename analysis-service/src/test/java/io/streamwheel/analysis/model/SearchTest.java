package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final TrainerSettings TRAINER =
            new TrainerSettings(50, 500, Duration.ofDays(365), 1);

    private static final int LIMIT = 200;

    private long seconds = 1000;
    private long cancelledAt = Long.MAX_VALUE;
    private final List<Double> progress = new ArrayList<>();

    /** Takes that long by the fake clock, and learns the better the smaller its shrinkage is. */
    private ItemItemTrainer taking(int duration, String name, String parameters, float shrinkage) {
        return new ItemItemTrainer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String parameters() {
                return parameters;
            }

            @Override
            public ItemItemModel train(
                    TrainingData data, TrainerSettings settings, Progress progress) {
                for (int passed = 0; passed < duration; passed++) {
                    seconds++;
                    if (progress.cancelled()) {
                        throw new CancellationException("cancelled");
                    }
                }
                return new CosineTrainer(shrinkage).train(data, settings, progress);
            }
        };
    }

    private Search search(int time, Method... methods) {
        Evaluation evaluation = new Evaluation(data().split(0.2), 100, Duration.ofDays(365));
        Search search =
                new Search(
                        evaluation,
                        TRAINER,
                        Duration.ofSeconds(time),
                        Duration.ofSeconds(LIMIT),
                        () -> seconds * 1000000000L);
        search.run(
                List.of(methods),
                new Progress() {
                    @Override
                    public void at(double share) {
                        progress.add(share);
                    }

                    @Override
                    public boolean cancelled() {
                        return seconds >= cancelledAt;
                    }
                });
        return search;
    }

    private static List<String> words(Search search) {
        return search.tried().stream().map(Search.Tried::words).toList();
    }

    @Test
    void theGuessOfEveryMethodIsTriedWhateverTheTimeForFurtherSettings() {
        Search search =
                search(
                        0,
                        Method.of(taking(50, "slow", "1", 1), taking(50, "slow", "2", 1)),
                        Method.of(taking(90, "slower", "", 1)));
        assertThat(words(search)).containsExactly("slow (1)", "slower");
        assertThat(search.leftOut()).isEqualTo(1);
        assertThat(search.tried().getFirst().result().score().seconds()).isEqualTo(50);
    }

    @Test
    void aGuessIsEndedAtTheLimitAndTheOthersGoOnWithoutIt() {
        Search search =
                search(
                        150,
                        Method.of(taking(190, "slow", "", 1)),
                        Method.of(taking(50, "endless", "1", 1), taking(1, "endless", "2", 1)),
                        Method.of(taking(1, "late", "", 1)));
        assertThat(words(search)).containsExactly("slow");
        assertThat(search.ended()).containsExactly("endless", "late");
        assertThat(search.leftOut()).isZero();
        assertThat(seconds).isEqualTo(1000 + LIMIT + 1);
    }

    @Test
    void theFirstGuessIsNotEnded() {
        Search search =
                search(
                        0,
                        Method.of(taking(LIMIT + 50, "a", "", 1)),
                        Method.of(taking(1, "b", "", 1)));
        assertThat(words(search)).containsExactly("a");
        assertThat(search.ended()).containsExactly("b");
    }

    @Test
    void aFurtherSettingThatWasTakenForQuickIsEndedAtTheLimit() {
        Search search =
                search(
                        LIMIT,
                        Method.of(
                                taking(1, "a", "1", 1),
                                taking(500, "a", "2", 1),
                                taking(1, "a", "3", 1)));
        assertThat(words(search)).containsExactly("a (1)");
        assertThat(search.leftOut()).isEqualTo(2);
        assertThat(seconds).isEqualTo(1000 + LIMIT + 1);
    }

    @Test
    void whoeverCancelsEndsTheSearchAndNotOnlyATraining() {
        cancelledAt = 1005;
        assertThatThrownBy(() -> search(20, Method.of(taking(10, "a", "", 1))))
                .isInstanceOf(CancellationException.class);
        assertThat(seconds).isEqualTo(1005);
    }

    @Test
    void furtherSettingsAreTriedWhileTheyAreExpectedToEndInTime() {
        Method slow =
                Method.of(
                        taking(4, "slow", "1", 1),
                        taking(4, "slow", "2", 1),
                        taking(4, "slow", "3", 1));
        assertThat(words(search(11, slow))).containsExactly("slow (1)", "slow (2)");
        assertThat(words(search(12, slow))).containsExactly("slow (1)", "slow (2)", "slow (3)");
    }

    @Test
    void aSettingThatTookLongerThanTheFirstIsTakenForTheRule() {
        Search search =
                search(
                        20,
                        Method.of(
                                taking(1, "a", "1", 1),
                                taking(10, "a", "2", 1),
                                taking(1, "a", "3", 1)));
        assertThat(words(search)).containsExactly("a (1)", "a (2)");
    }

    @Test
    void whatThereIsNoTimeForDoesNotHinderAQuickMethod() {
        Search search =
                search(
                        15,
                        Method.of(taking(10, "a", "1", 1), taking(10, "a", "2", 1)),
                        Method.of(taking(1, "b", "1", 1), taking(1, "b", "2", 1)));
        assertThat(words(search)).containsExactly("a (1)", "b (1)", "b (2)");
        assertThat(search.leftOut()).isEqualTo(1);
    }

    @Test
    void progressOnlyGrowsAndEndsAtOne() {
        search(
                15,
                Method.of(taking(10, "a", "1", 1), taking(10, "a", "2", 1)),
                Method.of(taking(1, "b", "1", 1), taking(1, "b", "2", 1)));
        assertThat(progress).isSorted().last().isEqualTo(1.0);
    }

    private static TrainingData data() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int v = 0; v < 20; v++) {
            for (int n = 0; n < 6; n++) {
                collector.add("v" + v, "i" + (v + n * n) % 9, 1, n * 1000L);
            }
        }
        return collector.collect();
    }
}
