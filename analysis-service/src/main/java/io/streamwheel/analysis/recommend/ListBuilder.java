package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One list in the making: never longer than its room, no item twice, none that the filter refuses.
 * Scores are weighed by the scenario's rules.
 */
final class ListBuilder {

    private final ListQuery query;
    private final Catalogue catalogue;
    private final Predicate<String> filter;
    private final int room;
    private final RuleSet rules;
    private final List<Suggestion> items;
    private final Set<String> taken = new HashSet<>();

    ListBuilder(ListQuery query, Catalogue catalogue, Predicate<String> filter, int room) {
        this.query = query;
        this.catalogue = catalogue;
        this.filter = filter;
        this.room = room;
        rules = query.scenario().rules();
        items = new ArrayList<>(Math.min(room, 2 * ListQuery.MAX_ITEMS));
    }

    void leaveOut(String itemId) {
        taken.add(itemId);
    }

    boolean allows(String itemId) {
        return !taken.contains(itemId) && filter.test(itemId);
    }

    List<Suggestion> items() {
        return items;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isFull() {
        return items.size() >= room;
    }

    /** How many more items it takes. */
    int room() {
        return room - items.size();
    }

    /** What the rules multiply an item's score by. */
    float bias(String itemId) {
        return rules.weighs()
                ? rules.bias(rules.about(itemId, catalogue.card(query.site(), itemId)))
                : 1;
    }

    /**
     * Adds an item that is allowed, while there is room.
     *
     * @param score with its bias
     */
    void add(String itemId, float score, List<Because> because) {
        taken.add(itemId);
        items.add(
                new Suggestion(
                        itemId, score, catalogue.find(query.site(), itemId).orElse(null), because));
    }

    /**
     * Adds what is left of a list that other rules weighed, weighed by these instead.
     *
     * @param by the other rules
     */
    void addMade(StoredList made, RuleSet by) {
        List<Weighed> left = new ArrayList<>(made.items().size());
        for (int i = 0; i < made.items().size(); i++) {
            String item = made.items().get(i);
            if (allows(item)) {
                float before = by.bias(by.about(item, catalogue.card(query.site(), item)));
                left.add(new Weighed(item, made.scores().get(i) / before * bias(item), i));
            }
        }
        left.stream()
                .sorted(Weighed.WORST_FIRST.reversed())
                .limit(room())
                .forEach(each -> add(each.itemId, each.score, List.of()));
    }

    /** Scores fall on from the last item, so that a list filled up stays in order. */
    void addRanked(PopularityModel ranking, Predicate<String> also) {
        if (rules.weighs()) {
            addWeighed(ranking, also);
            return;
        }
        float scale = ranking.size() == 0 ? 1 : Math.max(ranking.scores()[0], Float.MIN_NORMAL);
        float factor = Math.min(1, ceiling() / scale);
        for (int i = 0; i < ranking.size() && !isFull(); i++) {
            String item = ranking.items().get(i);
            if (allows(item) && also.test(item)) {
                add(item, ranking.scores()[i] * factor, List.of());
            }
        }
    }

    /** No score of what is added may be above it. */
    float ceiling() {
        return items.isEmpty() ? Float.MAX_VALUE : items.getLast().score();
    }

    private record Weighed(String itemId, float score, int rank) {

        static final Comparator<Weighed> WORST_FIRST =
                Comparator.comparingDouble(Weighed::score)
                        .thenComparing(Weighed::rank, Comparator.reverseOrder());
    }

    /** Looks no further than where the highest bias could still lift an item. */
    private void addWeighed(PopularityModel ranking, Predicate<String> also) {
        int room = room();
        PriorityQueue<Weighed> best = new PriorityQueue<>(Weighed.WORST_FIRST);
        for (int i = 0; i < ranking.size() && room > 0; i++) {
            float score = ranking.scores()[i];
            if (best.size() == room && score * rules.mostBias() < best.peek().score()) {
                break;
            }
            String item = ranking.items().get(i);
            if (allows(item) && also.test(item)) {
                best.add(new Weighed(item, score * bias(item), i));
                if (best.size() > room) {
                    best.poll();
                }
            }
        }
        List<Weighed> sorted = best.stream().sorted(Weighed.WORST_FIRST.reversed()).toList();
        float scale = sorted.isEmpty() ? 1 : Math.max(sorted.getFirst().score, Float.MIN_NORMAL);
        float factor = Math.min(1, ceiling() / scale);
        sorted.forEach(each -> add(each.itemId, each.score * factor, List.of()));
    }

    private record Any(Item item, float bias) {

        static final Comparator<Any> WORST_FIRST =
                Comparator.comparingDouble(Any::bias)
                        .thenComparing(any -> any.item.updatedAt())
                        .thenComparing(any -> any.item.itemId(), Comparator.reverseOrder());
    }

    /** Whatever there is, the newest described first: something to show on the first day. */
    void addAny(Collection<Card> all) {
        int room = room();
        PriorityQueue<Any> best = new PriorityQueue<>(Any.WORST_FIRST);
        for (Card card : all) {
            Item item = card.item();
            if (allows(item.itemId())) {
                best.add(new Any(item, rules.weighs() ? rules.bias(about(card)) : 1));
                if (best.size() > room) {
                    best.poll();
                }
            }
        }
        best.stream()
                .sorted(Any.WORST_FIRST.reversed())
                .forEach(any -> add(any.item.itemId(), 0, List.of()));
    }

    private long about(Card card) {
        return rules.about(card.item().itemId(), card);
    }
}
