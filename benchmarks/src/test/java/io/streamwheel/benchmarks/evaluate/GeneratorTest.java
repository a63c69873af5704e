package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.Method;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GeneratorTest {

    private static final Generator SMALL = new Generator(20_000, 400, 600, 1);

    private static List<String> lines(Generator generator) {
        List<String> lines = new ArrayList<>();
        generator.generate((user, item, type, time) ->
                lines.add(String.join(" ", user, item, type, Long.toString(time))));
        return lines;
    }

    private static TrainingData data(Generator generator) {
        Interactions interactions = new Interactions();
        generator.generate(interactions);
        return interactions.collect();
    }

    @Test
    void thereAreAsManyAsAskedForAndNoPairTwice() {
        TrainingData data = data(SMALL);
        assertThat(data.interactions()).isEqualTo(20_000);
        assertThat(data.entries()).isEqualTo(20_000);
        assertThat(data.visitors()).isEqualTo(400);
        assertThat(data.items()).hasSizeLessThanOrEqualTo(600).hasSizeGreaterThan(550);
    }

    @Test
    void theSeedDecides() {
        assertThat(lines(SMALL)).isEqualTo(lines(new Generator(20_000, 400, 600, 1)));
        assertThat(lines(SMALL)).isNotEqualTo(lines(new Generator(20_000, 400, 600, 2)));
    }

    @Test
    void popularityFallsAndActivityDiffers() {
        TrainingData data = data(SMALL);
        int[] had = new int[data.items().size()];
        Arrays.stream(data.item()).forEach(item -> had[item]++);
        Arrays.sort(had);
        int best = Arrays.stream(had, had.length - 60, had.length).sum();
        assertThat(best).isGreaterThan(2 * 20_000 / 10);
        List<Integer> sizes = new ArrayList<>();
        for (int v = 0; v < data.visitors(); v++) {
            sizes.add(data.rowStarts()[v + 1] - data.rowStarts()[v]);
        }
        assertThat(new HashSet<>(sizes)).hasSizeGreaterThan(50);
        assertThat(sizes).allMatch(size -> size >= 1 && size <= 300);
    }

    /** Without kinds that visitors like, nothing could be learned but what is popular. */
    @Test
    void thereIsMoreToLearnThanPopularity() {
        Candidates.Outcome outcome =
                new Candidates(List.of(Method.of(new CosineTrainer(1))), ModelSettings.defaults(1))
                        .choose(data(SMALL), Progress.UNWATCHED);
        assertThat(outcome.scores().getFirst().ndcgAt10())
                .isGreaterThan(1.3 * outcome.baseline().ndcgAt10());
        assertThat(outcome.baseline().ndcgAt10()).isPositive();
    }

    @Test
    void everythingThatFitsCanBeHad() {
        assertThat(lines(new Generator(500, 10, 100, 1))).hasSize(500);
        assertThat(lines(new Generator(10, 10, 100, 1))).hasSize(10);
    }

    @Test
    void sizesAreRead() {
        assertThat(Generator.parse("interactions=20000,users=400,items=600")).isEqualTo(SMALL);
        assertThat(Generator.parse("seed=9,items=600,users=400,interactions=20000").seed())
                .isEqualTo(9);
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertRefused("interactions=20000,users=400", "items=");
        assertRefused("interactions=20000,users=400,items=600,speed=1", "speed=1");
        assertRefused("interactions", "interactions");
        assertRefused("interactions=1,users=2,items=600", "an interaction for each user");
        assertRefused("interactions=501,users=10,items=100", "at most half");
    }

    private static void assertRefused(String sizes, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generator.parse(sizes))
                .withMessageContaining(words);
    }
}
