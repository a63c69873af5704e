package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.history.VisitorHistory.Liking;
import io.streamwheel.analysis.model.itemitem.ItemBias;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import io.streamwheel.analysis.recommend.Answer.Because;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * From a taste to suggestions: the history times the model, and who of the history spoke for it.
 */
final class TasteScorer {

    private static final int EXPLAINED = 3;

    private TasteScorer() {}

    static void suggest(
            ItemItemScorer scorer, VisitorHistory history, ListBuilder list, ListQuery query) {
        ItemDictionary items = scorer.model().items();
        Taste taste = Taste.of(items, history);
        for (Scored each : best(scorer, taste.items, taste.weights, list, query)) {
            List<Because> because =
                    query.explain()
                            ? reasons(scorer.model(), taste, each.item(), list)
                            : List.of(
                                    new Because(
                                            items.id(each.because()),
                                            Kinds.of(taste.typeOf(each.because())),
                                            each.part()));
            list.add(items.id(each.item()), each.score(), because);
        }
    }

    static void suggestSimilar(
            ItemItemScorer scorer, String itemId, ListBuilder list, ListQuery query) {
        ItemDictionary items = scorer.model().items();
        int number = items.number(itemId);
        if (number < 0) {
            return;
        }
        for (Scored each : best(scorer, new int[] {number}, new float[] {1}, list, query)) {
            list.add(items.id(each.item()), each.score(), List.of());
        }
    }

    private static List<Scored> best(
            ItemItemScorer scorer, int[] from, float[] weights, ListBuilder list, ListQuery query) {
        ItemDictionary items = scorer.model().items();
        IntPredicate allowed = item -> list.allows(items.id(item));
        return query.scenario().rules().weighs()
                ? scorer.best(from, weights, list.room(), allowed, bias(items, list, query))
                : scorer.best(from, weights, list.room(), allowed);
    }

    private static ItemBias bias(ItemDictionary items, ListBuilder list, ListQuery query) {
        return new ItemBias() {
            @Override
            public float of(int item) {
                return list.bias(items.id(item));
            }

            @Override
            public float most() {
                return query.scenario().rules().mostBias();
            }
        };
    }

    /**
     * What each item is worth to a taste, in the order asked for; 0 where nothing is known.
     *
     * @param scorer {@code null} where there is none
     */
    static float[] scores(
            @Nullable ItemItemScorer scorer, VisitorHistory history, List<String> itemIds) {
        if (scorer == null) {
            return new float[itemIds.size()];
        }
        ItemDictionary items = scorer.model().items();
        Taste taste = Taste.of(items, history);
        int[] asked = itemIds.stream().mapToInt(items::number).toArray();
        return scorer.of(taste.items, taste.weights, asked);
    }

    private static List<Because> reasons(
            ItemItemModel model, Taste taste, int item, ListBuilder list) {
        float bias = list.bias(model.items().id(item));
        List<Because> reasons = new ArrayList<>();
        for (int i = 0; i < taste.items.length; i++) {
            float part = bias * taste.weights[i] * model.weight(taste.items[i], item);
            if (part > 0) {
                reasons.add(
                        new Because(
                                model.items().id(taste.items[i]), Kinds.of(taste.types[i]), part));
            }
        }
        reasons.sort(Comparator.comparingDouble((Because each) -> -each.weight()));
        return List.copyOf(reasons.subList(0, Math.min(EXPLAINED, reasons.size())));
    }

    /** A history in the numbers of one model. */
    private static final class Taste {

        private final int[] items;
        private final float[] weights;
        private final String[] types;

        private Taste(int[] items, float[] weights, String[] types) {
            this.items = items;
            this.weights = weights;
            this.types = types;
        }

        static Taste of(ItemDictionary dictionary, VisitorHistory history) {
            int likings = history.likings().size();
            Taste all = new Taste(new int[likings], new float[likings], new String[likings]);
            int known = 0;
            for (Liking liking : history.likings()) {
                int number = dictionary.number(liking.itemId());
                if (number >= 0) {
                    all.items[known] = number;
                    all.weights[known] = liking.weight();
                    all.types[known] = liking.type();
                    known++;
                }
            }
            return known == likings ? all : all.first(known);
        }

        private Taste first(int count) {
            return new Taste(
                    Arrays.copyOf(items, count),
                    Arrays.copyOf(weights, count),
                    Arrays.copyOf(types, count));
        }

        String typeOf(int item) {
            for (int i = 0; i < items.length; i++) {
                if (items[i] == item) {
                    return types[i];
                }
            }
            return "";
        }
    }
}
