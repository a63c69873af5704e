package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One list in the making: never longer than asked, no item twice, none that the filter refuses. */
final class ListBuilder {

    private final ListQuery query;
    private final Catalogue catalogue;
    private final Predicate<String> filter;
    private final List<Suggestion> items;
    private final Set<String> taken = new HashSet<>();

    ListBuilder(ListQuery query, Catalogue catalogue, Predicate<String> filter) {
        this.query = query;
        this.catalogue = catalogue;
        this.filter = filter;
        items = new ArrayList<>(query.n());
    }

    void leaveOut(String itemId) {
        taken.add(itemId);
    }

    boolean allows(String itemId) {
        return !taken.contains(itemId) && filter.test(itemId);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isFull() {
        return items.size() >= query.n();
    }

    /** Adds an item that is allowed, while there is room. */
    void add(String itemId, float score, List<Because> because) {
        taken.add(itemId);
        items.add(
                new Suggestion(
                        itemId, score, catalogue.find(query.site(), itemId).orElse(null), because));
    }

    /** Scores fall on from the last item, so that a list filled up stays in order. */
    void addRanked(PopularityModel ranking, Predicate<String> also) {
        float ceiling = items.isEmpty() ? Float.MAX_VALUE : items.getLast().score();
        float scale = ranking.size() == 0 ? 1 : Math.max(ranking.scores()[0], Float.MIN_NORMAL);
        float factor = Math.min(1, ceiling / scale);
        for (int i = 0; i < ranking.size() && !isFull(); i++) {
            String item = ranking.items().get(i);
            if (allows(item) && also.test(item)) {
                add(item, ranking.scores()[i] * factor, List.of());
            }
        }
    }

    /** Whatever there is, the newest described first: something to show on the first day. */
    void addAny(Collection<Item> all) {
        int room = query.n() - items.size();
        Comparator<Item> newest =
                Comparator.comparing(Item::updatedAt)
                        .thenComparing(Item::itemId, Comparator.reverseOrder());
        PriorityQueue<Item> best = new PriorityQueue<>(newest);
        for (Item item : all) {
            if (allows(item.itemId())) {
                best.add(item);
                if (best.size() > room) {
                    best.poll();
                }
            }
        }
        best.stream().sorted(newest.reversed()).forEach(item -> add(item.itemId(), 0, List.of()));
    }

    Answer answer(Strategy strategy, boolean fallback, @Nullable ServedModel model) {
        if (items.isEmpty()) {
            return new Answer(
                    Strategy.NONE,
                    true,
                    model,
                    List.of(),
                    catalogue.all(query.site()).isEmpty()
                            ? "there are no items yet"
                            : "no item is left that may be shown");
        }
        return new Answer(strategy, fallback, model, List.copyOf(items), null);
    }
}
