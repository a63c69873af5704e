package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
    void findsTheBestThatAreAllowedHoweverManyAreRefused() {
        int size = 100;
        int[] all = IntStream.range(0, size).toArray();
        float[] falling = new float[size];
        for (int i = 0; i < size; i++) {
            falling[i] = size - i / 2; // pairs of equal ones, which stand by number
        }
        List<String> ids = Arrays.stream(all).mapToObj(Integer::toString).toList();
        List<Neighborhood> rows = new ArrayList<>(Collections.nCopies(size, Neighborhood.EMPTY));
        rows.set(0, new Neighborhood(all, falling));
        ItemItemScorer many =
                new ItemItemScorer(ItemItemModel.of("test", new ItemDictionary(ids), rows));
        for (int limit : new int[] {1, 10, 33, 34, 100, 1_000}) {
            for (int first : new int[] {0, 1, 20, 21, 89, 90, 91, 99, 100}) {
                assertThat(many.best(new int[] {0}, new float[] {1}, limit, item -> item >= first))
                        .extracting(Scored::item)
                        .containsExactlyElementsOf(
                                IntStream.range(first, size).limit(limit).boxed().toList());
            }
        }
    }

    @Test
    void anAnswerLeavesNothingBehindForTheNextOne() {
        scorer.best(new int[] {0, 1}, new float[] {5, 5}, 10, item -> true);
        assertThat(scorer.best(new int[] {0}, new float[] {1}, 10, item -> true))
                .extracting(Scored::score)
                .containsExactly(0.5f, 0.2f);
    }
}
