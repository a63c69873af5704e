package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.Budget;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.EaseTrainer;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
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
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
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

    private final ItemItemTrainer ease =
            new EaseTrainer(EaseTrainer.Setting.plain(20), Budget.unlimited(2));

    private static ItemItemTrainer named(ItemItemTrainer trainer, String... nameAndParameters) {
        return new ItemItemTrainer() {
            @Override
            public String name() {
                return nameAndParameters[0];
            }

            @Override
            public String parameters() {
                return nameAndParameters.length > 1 ? nameAndParameters[1] : "";
            }

            @Override
            public ItemItemModel train(
                    TrainingData data, TrainerSettings settings, Progress progress) {
                return trainer.train(data, settings, progress);
            }
        };
    }

    private static Candidates.Outcome choose(TrainingData data, Method method) {
        return new Candidates(List.of(method), SETTINGS).choose(data, Progress.UNWATCHED);
    }

    private static Candidates.Outcome choose(TrainingData data, ItemItemTrainer... trainers) {
        List<Method> methods = Stream.of(trainers).map(Method::of).toList();
        return new Candidates(methods, SETTINGS).choose(data, Progress.UNWATCHED);
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

    /** Of ten of that taste, each of the five has more than five items. */
    @Test
    void tooLittleToCompareIsSaidAndServedAllTheSame() {
        Candidates.Outcome outcome = choose(tastes(5), cosine);
        assertThat(outcome.baseline()).isNull();
        assertThat(outcome.repeats()).isNull();
        assertThat(outcome.neighbors()).isNotNull();
        assertThat(outcome.reason())
                .startsWith(
                        "60 views by 5 visitors: popular by category and untested similarities (cosine) now; about ")
                .endsWith(
                        " more views for stable similarities: of 20 visitors with at least 5 items each there are 5");
    }

    @Test
    void whatIsMissingIsCountedInTheMostCommonKindOfDeed() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int n = 0; n < 3; n++) {
            collector.add("a", "i" + n, DeedKind.PURCHASE, 5, n);
            collector.add("a", "i" + n, DeedKind.PURCHASE, 5, 10 + n);
        }
        collector.add("a", "i3", DeedKind.LOOK, 1, 20);
        Candidates.Outcome outcome = choose(collector.collect(), useless);
        assertThat(outcome.neighbors()).isNull();
        // One item for the visitor there is and five for each of 19, times 7 deeds for 4 items.
        assertThat(outcome.reason())
                .isEqualTo(
                        "7 purchases and other deeds by 1 visitor: popular by category now; about 168 more purchases"
                                + " for stable similarities: of 20 visitors with at least 5 items each there are 0");
    }

    /** What was learned must have been chance, if anything was: the same items, dealt out anew. */
    @Test
    void popularityIsServedWhereItemsAreShuffledAmongVisitors() {
        assertThat(choose(skewed(300, new Random(1), false), cosine, ease).neighbors()).isNotNull();
        for (int seed = 0; seed < 10; seed++) {
            Candidates.Outcome outcome = choose(skewed(300, new Random(seed), true), cosine, ease);
            assertThat(outcome.neighbors()).isNull();
            assertThat(outcome.reason()).startsWith("the best candidate, ").contains("popularity");
            assertThat(outcome.reason())
                    .containsAnyOf("loses to popularity", "by no more than chance");
        }
    }

    @Test
    void aFurtherSettingTakesOverOnlyWhenItIsClearlyAhead() {
        ItemItemTrainer blind = named(useless, "cosine");
        Method worseFirst = Method.of(blind, cosine);
        Method sameAgain = Method.of(cosine, named(new CosineTrainer(1.0001f), "cosine", "again"));
        assertThat(choose(tastes(200), worseFirst).neighbors()).isNotNull();
        assertThat(choose(tastes(200), sameAgain).reason()).doesNotContain("again");
    }

    @Test
    void aBuildThatIsGivenUpTriesNothingFurther() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void at(double share) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        Candidates candidates = new Candidates(List.of(Method.of(useless)), SETTINGS);
        assertThatThrownBy(() -> candidates.choose(tastes(200), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void settingsOfOneMethodHaveOneName() {
        assertThatThrownBy(() -> Method.of(cosine, useless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cosine, useless");
    }

    @Test
    void nothingToLearnFromIsSaid() {
        Candidates.Outcome outcome = choose(new TrainingData.Collector(10).collect(), cosine);
        assertThat(outcome.neighbors()).isNull();
        assertThat(outcome.popularity().size()).isZero();
        assertThat(outcome.reason())
                .contains("nothing to learn from", "about 100 more views for stable similarities");
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

    /** The same with favourites in each taste; or the items of all, dealt out without a look. */
    private static TrainingData skewed(int visitors, Random random, boolean shuffled) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < visitors * 12; i++) {
            double favourite = random.nextDouble() * random.nextDouble();
            items.add("t" + i / 12 % 4 + "-" + (int) (15 * favourite));
        }
        if (shuffled) {
            Collections.shuffle(items, random);
        }
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int i = 0; i < items.size(); i++) {
            collector.add("v" + i / 12, items.get(i), 1, i % 12 * 1000L);
        }
        return collector.collect();
    }
}
