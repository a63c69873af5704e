package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts given items into order and loses none: by score and bias, then by bias, then by popularity,
 * then as they came. Those that a rule keeps out of lists come last; pins come to their ranks.
 *
 * @param cards what is known of an item
 * @param showable which items a pin may lift
 */
record Ranking(RuleSet rules, Function<String, @Nullable Card> cards, Predicate<String> showable) {

    private record Ranked(Suggestion item, boolean wanted, float bias, int place) {

        static final Comparator<Ranked> ORDER =
                Comparator.comparing(Ranked::wanted, Comparator.reverseOrder())
                        .thenComparing(each -> -each.item.score())
                        .thenComparing(each -> -each.bias)
                        .thenComparingInt(Ranked::place);
    }

    /**
     * @param itemIds no id twice
     * @param scores one for each
     */
    List<Suggestion> order(List<String> itemIds, float[] scores, PopularityModel popularity) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < popularity.size(); i++) {
            places.put(popularity.items().get(i), i);
        }
        Map<String, Ranked> ranked = new HashMap<>();
        List<Ranked> all = new ArrayList<>(itemIds.size());
        for (int i = 0; i < itemIds.size(); i++) {
            String id = itemIds.get(i);
            Card card = cards.apply(id);
            long about = rules.about(id, card);
            float bias = rules.bias(about);
            boolean wanted = !rules.excludes(about) && rules.meetsRequired(about);
            Suggestion item =
                    new Suggestion(
                            id, scores[i] * bias, card == null ? null : card.item(), List.of());
            int place = places.getOrDefault(id, Integer.MAX_VALUE);
            Ranked each = new Ranked(item, wanted, bias, place);
            all.add(each);
            ranked.put(id, each);
        }
        all.sort(Ranked.ORDER);
        rules.pins()
                .keySet()
                .intStream()
                .sorted()
                .forEach(rank -> {
                    Ranked pinned = ranked.get(rules.pins().get(rank));
                    if (pinned != null && pinned.wanted && showable.test(pinned.item.itemId())) {
                        all.remove(pinned);
                        all.add(Math.min(rank - 1, all.size()), pinned);
                    }
                });
        return all.stream().map(Ranked::item).toList();
    }
}
