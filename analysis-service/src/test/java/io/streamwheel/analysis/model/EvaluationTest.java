package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.model.popularity.PopularityTrainer;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against metrics written as they stand in the books, over sets and lists. */
class EvaluationTest {

    private static final Duration HALF_LIFE = Duration.ofSeconds(20);

    @Test
    void popularityIsScoredAsByTheBook() {
        Tries.check(
                3,
                chance -> {
                    TrainingData.Split split = any(chance).split(0.4);
                    Evaluation evaluation = new Evaluation(split, 1000, HALF_LIFE);
                    if (evaluation.visitors() > 0) {
                        PopularityModel model =
                                new PopularityTrainer(HALF_LIFE).train(split.past());
                        List<Integer> ranked =
                                model.items().stream().map(split.past().items()::indexOf).toList();
                        Evaluation.Result result = evaluation.score("popularity", model);
                        compare(result.score(), split, v -> withoutPast(ranked, split, v));
                    }
                });
    }

    @Test
    void listsFromElsewhereAreScoredAsByTheBook() {
        Tries.check(
                3,
                chance -> {
                    TrainingData.Split split = any(chance).split(0.4);
                    Evaluation evaluation = new Evaluation(split, 1000, HALF_LIFE);
                    if (evaluation.visitors() > 0) {
                        List<Integer> shuffled =
                                new ArrayList<>(
                                        IntStream.range(0, split.past().items().size())
                                                .boxed()
                                                .toList());
                        Collections.shuffle(shuffled, new Random(chance.below(1000)));
                        IntFunction<List<Integer>> list = v -> withoutPast(shuffled, split, v);
                        int[][] lists =
                                Arrays.stream(evaluation.asked())
                                        .mapToObj(v ->
                                                list.apply(v).stream()
                                                        .limit(Evaluation.LONG)
                                                        .mapToInt(i -> i)
                                                        .toArray())
                                        .toArray(int[][]::new);
                        compare(evaluation.score("other", lists, 1.5), split, list);
                    }
                });
    }

    @Test
    void listsThatBreakTheRulesAreRefused() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int n = 0; n < 4; n++) {
            collector.add("a", "i" + n, 1, n);
        }
        Evaluation evaluation = new Evaluation(collector.collect().split(0.5), 10, HALF_LIFE);
        int had = evaluation.past().item()[0];
        int[][] twice = {{3, 3}};
        int[][] old = {{had}};
        int[][] unknown = {{4}};
        int[][] many = {{}, {}};
        int[][] tooLong = {IntStream.range(0, Evaluation.LONG + 1).toArray()};
        for (int[][] bad : List.of(twice, old, unknown, many, tooLong)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> evaluation.score("other", bad, 0))
                    .withMessageContaining("other");
        }
        assertThat(evaluation.score("other", new int[][] {{3, 2}}, 0).recallAt20()).isEqualTo(1);
    }

    @Test
    void similaritiesAreScoredAsByTheBook() {
        TrainerSettings settings = new TrainerSettings(5, 500, HALF_LIFE, 1);
        Tries.check(
                3,
                chance -> {
                    TrainingData.Split split = any(chance).split(0.4);
                    Evaluation evaluation = new Evaluation(split, 1000, HALF_LIFE);
                    if (evaluation.visitors() > 0) {
                        ItemItemModel model =
                                new CosineTrainer(1)
                                        .train(split.past(), settings, Progress.UNWATCHED);
                        Evaluation.Result result =
                                evaluation.score(new ItemItemScorer(model), "shrinkage 1", 2);
                        compare(
                                result.score(),
                                split,
                                v -> withoutPast(ranked(model, split.past(), v), split, v));
                        assertThat(result.score().parameters()).isEqualTo("shrinkage 1");
                        assertThat(result.score().seconds()).isEqualTo(2);
                    }
                });
    }

    @Test
    void repeatsListWhatWasKnownWhenTheFutureBegan() {
        Tries.check(
                3,
                chance -> {
                    TrainingData data = any(chance);
                    TrainingData.Split split = data.split(0.4);
                    Evaluation evaluation = new Evaluation(split, 1000, HALF_LIFE);
                    if (evaluation.visitors() > 0) {
                        compare(
                                evaluation.repeats("repeats").score(),
                                split,
                                v -> known(data, split, v));
                    }
                });
    }

    /** The future is d, c: c is known from before d, and d is new. */
    @Test
    void aReturnIsAnItemOfTheFutureThatWasKnownBefore() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        collector.add("v", "c", 1, 1);
        collector.add("v", "a", 1, 2);
        collector.add("v", "b", 1, 3);
        collector.add("v", "d", 1, 4);
        collector.add("v", "c", 1, 5);
        Evaluation evaluation = new Evaluation(collector.collect().split(0.5), 10, HALF_LIFE);
        assertThat(evaluation.returns()).isEqualTo(0.5);
        ScoreCard.Score repeats = evaluation.repeats("repeats").score();
        assertThat(repeats.recallAt20()).isEqualTo(0.5);
        assertThat(repeats.mrr()).isEqualTo(1.0 / 3); // b, a, c
    }

    @Test
    void intervalsAreTheSameEachTimeAndHoldTheMean() {
        double[] values = IntStream.range(0, 200).mapToDouble(i -> i % 7 / 7.0).toArray();
        ScoreCard.Interval interval = Bootstrap.intervals(0.05, values)[0];
        assertThat(Bootstrap.intervals(0.05, values.clone(), values)[1]).isEqualTo(interval);
        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(mean).isBetween(interval.low(), interval.high());
        // The normal approximation, which 200 values come close to.
        double deviation =
                Math.sqrt(
                        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                                / values.length);
        double half = 1.96 * deviation / Math.sqrt(values.length);
        assertThat(interval.low()).isCloseTo(mean - half, within(half / 10));
        assertThat(interval.high()).isCloseTo(mean + half, within(half / 10));
        ScoreCard.Interval wider = Bootstrap.intervals(0.005, values)[0];
        assertThat(wider.low()).isLessThan(interval.low());
        assertThat(wider.high()).isGreaterThan(interval.high());
    }

    @Test
    void visitorsWithoutAValueAreLeftOutOfAnInterval() {
        double[] values = {Double.NaN, 3, Double.NaN, 3};
        assertThat(Bootstrap.intervals(0.05, values)[0]).isEqualTo(new ScoreCard.Interval(3, 3));
    }

    @Test
    void toBeAheadOnAverageIsNotToBeatByMoreThanChance() {
        double[] zeros = new double[20];
        double[] luck = new double[20];
        luck[3] = 1;
        double[] skill = new double[20];
        Arrays.fill(skill, 0, 12, 0.5);
        assertThat(result(luck).beats(result(zeros), 0.05)).isFalse();
        assertThat(result(skill).beats(result(zeros), 0.05)).isTrue();
        assertThat(result(zeros).beats(result(skill), 0.05)).isFalse();
    }

    private static Evaluation.Result result(double[] ndcg) {
        double mean = Arrays.stream(ndcg).average().orElseThrow();
        return new Evaluation.Result(
                new ScoreCard.Score("x", mean, 0, 0, 0, null, null, null, null, null), ndcg);
    }

    private static TrainingData any(Chance chance) {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        int size = chance.below(80);
        for (int i = 0; i < size; i++) {
            collector.add(
                    "v" + chance.below(6),
                    "i" + chance.below(chance.oneOf(4, 30)),
                    1 + chance.below(3),
                    chance.below(60) * 1000L);
        }
        return collector.collect();
    }

    private static void compare(
            ScoreCard.Score score, TrainingData.Split split, IntFunction<List<Integer>> lists) {
        List<Integer> asked =
                IntStream.range(0, split.past().visitors())
                        .filter(v ->
                                !items(split.past(), v).isEmpty()
                                        && !items(split.future(), v).isEmpty())
                        .boxed()
                        .toList();
        double ndcg = 0;
        double recall = 0;
        double hits = 0;
        double mrr = 0;
        double novelty = 0;
        int listed = 0;
        Set<Integer> shown = new HashSet<>();
        for (int v : asked) {
            List<Integer> list = lists.apply(v);
            List<Integer> twenty = list.subList(0, Math.min(20, list.size()));
            List<Integer> ten = list.subList(0, Math.min(10, list.size()));
            List<Integer> wanted = items(split.future(), v);
            shown.addAll(twenty);
            recall += (double) twenty.stream().filter(wanted::contains).count() / wanted.size();
            hits += ten.stream().anyMatch(wanted::contains) ? 1 : 0;
            mrr +=
                    IntStream.range(0, twenty.size())
                            .filter(i -> wanted.contains(twenty.get(i)))
                            .mapToDouble(i -> 1.0 / (i + 1))
                            .findFirst()
                            .orElse(0);
            double gain =
                    IntStream.range(0, ten.size())
                            .filter(i -> wanted.contains(ten.get(i)))
                            .mapToDouble(i -> 1 / log2(i + 2))
                            .sum();
            double ideal =
                    IntStream.range(0, Math.min(10, wanted.size()))
                            .mapToDouble(i -> 1 / log2(i + 2))
                            .sum();
            ndcg += gain / ideal;
            if (!twenty.isEmpty()) {
                listed++;
                novelty +=
                        twenty.stream()
                                .mapToDouble(item -> information(item, split.past()))
                                .average()
                                .orElseThrow();
            }
        }
        double visitors = asked.size();
        assertThat(score.ndcgAt10()).isCloseTo(ndcg / visitors, within(1e-9));
        assertThat(score.recallAt20()).isCloseTo(recall / visitors, within(1e-9));
        assertThat(score.hitRateAt10()).isCloseTo(hits / visitors, within(1e-9));
        assertThat(score.mrr()).isCloseTo(mrr / visitors, within(1e-9));
        assertThat(score.coverage())
                .isCloseTo((double) shown.size() / split.past().items().size(), within(1e-9));
        if (listed == 0) {
            assertThat(score.novelty()).isNull();
            assertThat(score.interval().novelty()).isNull();
        } else {
            assertThat(score.novelty()).isCloseTo(novelty / listed, within(1e-9));
        }
        assertThat(score.ndcgAt10())
                .isBetween(
                        score.interval().ndcgAt10().low() - 1e-9,
                        score.interval().ndcgAt10().high() + 1e-9);
    }

    private static double information(int item, TrainingData past) {
        double visitors = 0;
        double had = 0;
        for (int v = 0; v < past.visitors(); v++) {
            visitors += items(past, v).isEmpty() ? 0 : 1;
            had += items(past, v).contains(item) ? 1 : 0;
        }
        return -log2(Math.max(1, had) / visitors);
    }

    private static List<Integer> withoutPast(
            List<Integer> ranked, TrainingData.Split split, int visitor) {
        List<Integer> list = new ArrayList<>(ranked);
        list.removeAll(items(split.past(), visitor));
        return list;
    }

    private static List<Integer> ranked(ItemItemModel model, TrainingData past, int visitor) {
        float[] scores = new float[past.items().size()];
        int from = past.rowStarts()[visitor];
        Decay decay = new Decay(past.time()[from], HALF_LIFE);
        for (int at = from; at < past.rowStarts()[visitor + 1]; at++) {
            float weight = past.weight()[at] * decay.at(past.time()[at]);
            for (int item = 0; item < scores.length; item++) {
                scores[item] += weight * model.weight(past.item()[at], item);
            }
        }
        return IntStream.range(0, scores.length)
                .filter(item -> scores[item] > 0)
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingDouble(item -> -scores[item])
                                .thenComparing(item -> item))
                .toList();
    }

    private static List<Integer> known(TrainingData data, TrainingData.Split split, int visitor) {
        int begin = data.rowStarts()[visitor];
        int end = data.rowStarts()[visitor + 1];
        List<Integer> future = items(split.future(), visitor);
        long began =
                IntStream.range(begin, end)
                        .filter(at -> future.contains(data.item()[at]))
                        .mapToLong(at -> data.time()[at])
                        .min()
                        .orElseThrow();
        return IntStream.range(begin, end)
                .filter(at -> data.first()[at] < began || !future.contains(data.item()[at]))
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingLong(at -> -data.first()[at])
                                .thenComparing(at -> data.item()[at]))
                .map(at -> data.item()[at])
                .toList();
    }

    private static List<Integer> items(TrainingData data, int visitor) {
        return Arrays.stream(data.item(), data.rowStarts()[visitor], data.rowStarts()[visitor + 1])
                .boxed()
                .toList();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
