package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Evaluation.Result POPULARITY = result(0.1, each(0.1, 0));

    @Test
    void aSettingThatIsAheadByLuckDoesNotReplaceTheBestGuess() {
        Search.Tried guess = tried("a", "guess", 0.3, each(0.5, 0));
        Search.Tried lucky = tried("a", "lucky", 0.9, lucky());
        Search.Tried better = tried("a", "better", 0.3, each(0.55, 0.01));
        assertThat(Verdict.of(List.of(guess, lucky), POPULARITY).served()).isSameAs(guess);
        assertThat(Verdict.of(List.of(guess, lucky, better), POPULARITY).served()).isSameAs(better);
    }

    @Test
    void methodsWithinChanceAreToldApartByCoverage() {
        Search.Tried first = tried("a", "", 0.3, lucky());
        Search.Tried second = tried("b", "", 0.4, each(0.5, 0));
        Search.Tried behind = tried("c", "", 0.9, each(0.4, 0.01));
        assertThat(Verdict.of(List.of(first, second, behind), POPULARITY).served())
                .isSameAs(second);
    }

    @Test
    void theMoreAreTriedTheClearerALeadMustBe() {
        // Of twenty visitors four gain: seldom are none of them drawn, but in 1 % and not 1 of
        // 1600.
        double[] ndcg = each(0.1, 0);
        Arrays.fill(ndcg, 0, 4, 1);
        Search.Tried one = tried("a", "", 0.3, ndcg);
        assertThat(Verdict.of(List.of(one), POPULARITY).served()).isSameAs(one);
        List<Search.Tried> many =
                IntStream.range(0, 40)
                        .mapToObj(i -> i == 0 ? one : tried("b" + i, "", 0, each(0, 0)))
                        .toList();
        Verdict verdict = Verdict.of(many, POPULARITY);
        assertThat(verdict.served()).isNull();
        assertThat(verdict.words(20, 0.25))
                .startsWith("the best candidate, a, is ahead of popularity by no more than chance")
                .endsWith("of 20 visitors, of which 25 % were returns to what they knew");
    }

    private static double[] each(double value, double spread) {
        return IntStream.range(0, 20).mapToDouble(i -> value + (i % 2 - 0.5) * spread).toArray();
    }

    /** Ahead of 0.5 each by 0.015 on average, with a standard error of 0.027. */
    private static double[] lucky() {
        double[] values = each(0.5, 0);
        values[7] = 1;
        values[8] = 0.3;
        return values;
    }

    private static Search.Tried tried(
            String name, String parameters, double coverage, double[] ndcg) {
        ItemItemTrainer trainer =
                new ItemItemTrainer() {
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
                        throw new AssertionError("must not be trained");
                    }
                };
        return new Search.Tried(Method.of(trainer), trainer, result(coverage, ndcg), 1);
    }

    private static Evaluation.Result result(double coverage, double[] ndcg) {
        double mean = Arrays.stream(ndcg).average().orElseThrow();
        return new Evaluation.Result(
                new ScoreCard.Score("x", mean, 0, coverage, 0, "", null, null, null, null), ndcg);
    }
}
