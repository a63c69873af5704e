package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final ModelSettings SETTINGS =
            new ModelSettings(
                    new TrainerSettings(50, 500, Duration.ofDays(365), 2),
                    Duration.ofDays(365),
                    Duration.ofDays(365),
                    0.2,
                    20,
                    2000,
                    5,
                    Duration.ofSeconds(60));

    private final ItemItemTrainer cosine = new CosineTrainer(1);

    /** Finds nothing similar to anything. */
    private final ItemItemTrainer useless =
            new ItemItemTrainer() {
                @Override
                public String name() {
                    return "useless";
                }

                @Override
                public ItemItemModel train(
                        TrainingData data, TrainerSettings settings, Progress progress) {
                    return ItemItemModel.of(
                            name(),
                            new ItemDictionary(data.items()),
                            Collections.nCopies(data.items().size(), Neighborhood.EMPTY));
                }
            };

    private Candidates.Outcome choose(TrainingData data, ItemItemTrainer... trainers) {
        return new Candidates(List.of(trainers), SETTINGS).choose(data, Progress.UNWATCHED);
    }

    @Test
    void servesTheCandidateThatForeseesTheFutureBest() {
        Candidates.Outcome outcome = choose(tastes(200), useless, cosine);
        assertThat(outcome.neighbors()).isNotNull();
        assertThat(outcome.neighbors().name()).isEqualTo("cosine");
        assertThat(outcome.scores())
                .extracting(ScoreCard.Score::name)
                .containsExactly("useless", "cosine");
        assertThat(outcome.scores().get(1).ndcgAt10()).isGreaterThan(outcome.baseline().ndcgAt10());
        assertThat(outcome.scores().get(1).coverage()).isBetween(0.5, 1.0);
        assertThat(outcome.reason()).contains("cosine", "popularity", "visitors");
    }

    @Test
    void aCandidateThatLosesToPopularityIsNotServed() {
        Candidates.Outcome outcome = choose(tastes(200), useless);
        assertThat(outcome.neighbors()).isNull();
        assertThat(outcome.popularity().size()).isPositive();
        assertThat(outcome.reason()).contains("loses to popularity");
    }

    @Test
    void tooLittleToCompareIsSaidAndServedAllTheSame() {
        Candidates.Outcome outcome = choose(tastes(5), cosine);
        assertThat(outcome.baseline()).isNull();
        assertThat(outcome.neighbors()).isNotNull();
        assertThat(outcome.reason()).contains("5 visitors", "20 are needed", "untested");
    }

    @Test
    void nothingToLearnFromIsSaid() {
        Candidates.Outcome outcome = choose(new TrainingData.Collector(10).collect(), cosine);
        assertThat(outcome.neighbors()).isNull();
        assertThat(outcome.popularity().size()).isZero();
        assertThat(outcome.reason()).contains("nothing to learn from");
    }

    @Test
    void aTrainerThatDoesNotTakeTheDataIsLeftOutWithItsReason() {
        ItemItemTrainer small =
                new ItemItemTrainer() {
                    @Override
                    public String name() {
                        return "small";
                    }

                    @Override
                    public Optional<String> unfit(TrainingData data) {
                        return Optional.of("small takes 3 items");
                    }

                    @Override
                    public ItemItemModel train(
                            TrainingData data, TrainerSettings settings, Progress progress) {
                        throw new AssertionError("must not be trained");
                    }
                };
        Candidates.Outcome outcome = choose(tastes(200), small, cosine);
        assertThat(outcome.scores()).hasSize(1);
        assertThat(outcome.reason()).contains("small takes 3 items");
    }

    /** Visitors of four tastes, ten items each, who see most items of their taste in some order. */
    private static TrainingData tastes(int visitors) {
        Random random = new Random(4);
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int v = 0; v < visitors; v++) {
            for (int n = 0; n < 12; n++) {
                collector.add("v" + v, "t" + v % 4 + "-" + random.nextInt(10), 1, n * 1000L);
            }
        }
        return collector.collect();
    }
}
