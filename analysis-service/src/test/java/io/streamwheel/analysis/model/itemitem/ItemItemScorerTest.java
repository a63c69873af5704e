package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemItemScorerTest {

    private final ItemItemModel model =
            ItemItemModel.of(
                    "test",
                    new ItemDictionary(List.of("a", "b", "c", "d")),
                    List.of(
                            new Neighborhood(new int[] {2, 3}, new float[] {0.5f, 0.2f}),
                            new Neighborhood(new int[] {3, 2}, new float[] {0.9f, -0.6f}),
                            Neighborhood.EMPTY,
                            Neighborhood.EMPTY));

    private final ItemItemScorer scorer = new ItemItemScorer(model);

    @Test
    void sumsWeightsOverTheHistoryAndNamesTheStrongestPart() {
        List<Scored> best = scorer.best(new int[] {0, 1}, new float[] {2, 1}, 10, item -> true);
        assertThat(best).extracting(Scored::item).containsExactly(3, 2);
        assertThat(best.getFirst().score()).isEqualTo(2 * 0.2f + 0.9f);
        assertThat(best.getFirst().because()).isEqualTo(1);
        assertThat(best.get(1).because()).isZero();
    }

    @Test
    void aNeighborThatSpeaksAgainstTakesAnItemOut() {
        assertThat(scorer.best(new int[] {1}, new float[] {1}, 10, item -> true))
                .extracting(Scored::item)
                .containsExactly(3);
    }

    @Test
    void keepsToTheLimitAndTheRule() {
        assertThat(scorer.best(new int[] {0}, new float[] {1}, 1, item -> true)).hasSize(1);
        assertThat(scorer.best(new int[] {0}, new float[] {1}, 10, item -> item != 2))
                .extracting(Scored::item)
                .containsExactly(3);
    }

    @Test
    void anAnswerLeavesNothingBehindForTheNextOne() {
        scorer.best(new int[] {0, 1}, new float[] {5, 5}, 10, item -> true);
        assertThat(scorer.best(new int[] {0}, new float[] {1}, 10, item -> true))
                .extracting(Scored::score)
                .containsExactly(0.5f, 0.2f);
    }
}
