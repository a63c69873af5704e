package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.Evaluation;
import io.streamwheel.analysis.model.Method;
import io.streamwheel.analysis.model.Methods;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.ScoreCard.Score;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By way of the files, as a process would have it. */
final class OwnContenderTest {

    private static final ModelSettings SETTINGS = ModelSettings.defaults(1);
    private static final TrainingData DATA = data();

    @TempDir Path directory;

    private static TrainingData data() {
        Interactions interactions = new Interactions();
        new Generator(4000, 100, 150, 3).generate(interactions);
        interactions.take("u1", "i1", "purchase", 1_700_000_000_000L);
        interactions.take("u2", "i1", "cart", 1_700_000_000_000L);
        return interactions.collect();
    }

    private Score score(String method) throws Exception {
        Evaluation evaluation =
                new Evaluation(
                        DATA.split(SETTINGS.futureShare()),
                        SETTINGS.maxTestVisitors(),
                        SETTINGS.historyHalfLife());
        Exchange exchange = new Exchange(directory);
        TrainingData past = evaluation.past();
        exchange.give(
                new Past(
                        past.items().size(),
                        past.rowStarts(),
                        past.item(),
                        past.weight(),
                        past.time(),
                        past.first(),
                        past.kinds()),
                evaluation.asked());
        String[] arguments = {
            directory.toString(), "it", "1", Integer.toString(Evaluation.LONG), method, "false"
        };
        OwnContender.main(arguments);
        assertThat(exchange.figures("it").peakBytes()).isGreaterThan(1 << 20);
        return evaluation.score("it", exchange.lists("it"), 0);
    }

    /** The same split and the same lists as in a build, whichever way they came. */
    @ParameterizedTest
    @ValueSource(strings = {"cosine", "llr", "rp3beta", "ease"})
    void listsThatCameByFilesScoreAsInABuild(String name) throws Exception {
        Method method =
                Methods.defaults(1).all().stream()
                        .filter(each -> each.guess().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Score inside =
                new Candidates(List.of(Method.of(method.guess())), SETTINGS)
                        .choose(DATA, Progress.UNWATCHED)
                        .scores()
                        .getFirst();
        Score outside = score(name);
        assertThat(outside.ndcgAt10()).isEqualTo(inside.ndcgAt10()).isPositive();
        assertThat(outside.recallAt20()).isEqualTo(inside.recallAt20());
        assertThat(outside.mrr()).isEqualTo(inside.mrr());
        assertThat(outside.coverage()).isEqualTo(inside.coverage());
        assertThat(outside.interval()).isEqualTo(inside.interval());
    }

    @Test
    void aBuildListsWithWhatItChoseWithinThePast() throws Exception {
        assertThat(score(OwnContender.BUILD).ndcgAt10()).isPositive();
        assertThat(new Exchange(directory).figures("it").words())
                .contains("popularity", "on the newest interactions of");
    }
}
