package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.history.VisitorHistory.Liking;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer.Scored;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        for (Scored each :
                scorer.best(
                        taste.items,
                        taste.weights,
                        query.n(),
                        item -> list.allows(items.id(item)))) {
            List<Because> because =
                    query.explain()
                            ? reasons(scorer.model(), taste, each.item())
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
        for (Scored each :
                scorer.best(
                        new int[] {number},
                        new float[] {1},
                        query.n(),
                        item -> list.allows(items.id(item)))) {
            list.add(items.id(each.item()), each.score(), List.of());
        }
    }

    /** By taste, then by popularity, then as they came. */
    static List<Suggestion> rank(
            @Nullable ItemItemScorer scorer,
            VisitorHistory history,
            List<String> itemIds,
            PopularityModel popularity,
            Function<String, @Nullable Item> known) {
        float[] scores = new float[itemIds.size()];
        if (scorer != null) {
            ItemDictionary items = scorer.model().items();
            Taste taste = Taste.of(items, history);
            int[] asked = itemIds.stream().mapToInt(items::number).toArray();
            scores = scorer.of(taste.items, taste.weights, asked);
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < popularity.size(); i++) {
            places.put(popularity.items().get(i), i);
        }
        List<Suggestion> ranked = new ArrayList<>();
        for (int i = 0; i < itemIds.size(); i++) {
            String id = itemIds.get(i);
            ranked.add(new Suggestion(id, scores[i], known.apply(id), List.of()));
        }
        ranked.sort(
                Comparator.comparingDouble((Suggestion each) -> -each.score())
                        .thenComparingInt(
                                each -> places.getOrDefault(each.itemId(), Integer.MAX_VALUE)));
        return ranked;
    }

    private static List<Because> reasons(ItemItemModel model, Taste taste, int item) {
        List<Because> reasons = new ArrayList<>();
        for (int i = 0; i < taste.items.length; i++) {
            float part = taste.weights[i] * model.weight(taste.items[i], item);
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
            List<Liking> known = new ArrayList<>(history.likings());
            known.removeIf(liking -> dictionary.number(liking.itemId()) < 0);
            int[] items = new int[known.size()];
            float[] weights = new float[items.length];
            String[] types = new String[items.length];
            for (int i = 0; i < items.length; i++) {
                items[i] = dictionary.number(known.get(i).itemId());
                weights[i] = known.get(i).weight();
                types[i] = known.get(i).type();
            }
            return new Taste(items, weights, types);
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
