package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a list, always: from the visitor's taste where there is one, filled up with what is
 * popular, and where nothing is popular yet with what the catalogue holds.
 */
public final class Recommender {

    private final ModelRegistry models;
    private final Catalogue catalogue;
    private final VisitorHistories histories;
    private final PopularLists popular;
    private final Clock clock;

    public Recommender(
            ModelRegistry models,
            Catalogue catalogue,
            VisitorHistories histories,
            PopularLists popular,
            Clock clock) {
        this.models = models;
        this.catalogue = catalogue;
        this.histories = histories;
        this.popular = popular;
        this.clock = clock;
    }

    /**
     * @param visitor a user id or an anonymous id
     */
    public Answer personal(ListQuery query, String visitor, Exclude exclude) {
        VisitorHistory history = histories.of(query.site(), visitor);
        return fromHistory(query, history, exclude, Strategy.PERSONAL);
    }

    /** What is popular, without what that visitor's personal list would leave out. */
    Answer popularFor(ListQuery query, String visitor, Exclude exclude) {
        VisitorHistory history = histories.of(query.site(), visitor);
        ListBuilder list = new ListBuilder(query, catalogue, filter(query, history, exclude));
        fillUp(query, list);
        return list.answer(Strategy.POPULAR, false, models.of(query.site()).orElse(null));
    }

    /** What was made beforehand, as far as it may still be shown to that visitor. */
    Answer madeBefore(ListQuery query, String visitor, Exclude exclude, StoredList made) {
        VisitorHistory history = histories.of(query.site(), visitor);
        ListBuilder list = new ListBuilder(query, catalogue, filter(query, history, exclude));
        for (int i = 0; i < made.items().size() && !list.isFull(); i++) {
            if (list.allows(made.items().get(i))) {
                list.add(made.items().get(i), made.scores().get(i), List.of());
            }
        }
        boolean ofTaste = !list.isEmpty();
        fillUp(query, list);
        return list.answer(ofTaste ? Strategy.PERSONAL : Strategy.POPULAR, true, null);
    }

    /** For a visitor about whom nothing is stored. */
    public Answer session(ListQuery query, VisitorHistory history, Exclude exclude) {
        return fromHistory(query, history, exclude, Strategy.SESSION);
    }

    private Answer fromHistory(
            ListQuery query, VisitorHistory history, Exclude exclude, Strategy strategy) {
        ServedModel model = models.of(query.site()).orElse(null);
        ItemFilter filter = filter(query, history, exclude);
        ListBuilder list = new ListBuilder(query, catalogue, filter);
        if (model != null && model.scorer() != null) {
            TasteScorer.suggest(model.scorer(), history, list, query);
        }
        boolean ofTaste = !list.isEmpty();
        fillUp(query, list);
        return list.answer(ofTaste ? strategy : Strategy.POPULAR, !ofTaste, model);
    }

    /** Empty when nobody has ever heard of that item. */
    public Optional<Answer> similar(ListQuery query, String itemId) {
        ServedModel model = models.of(query.site()).orElse(null);
        Item item = catalogue.find(query.site(), itemId).orElse(null);
        if (item == null ? !isKnown(model, itemId) : item.deleted()) {
            return Optional.empty();
        }
        ItemFilter filter = filter(query, VisitorHistory.EMPTY, Exclude.NONE);
        ListBuilder list = new ListBuilder(query, catalogue, filter);
        list.leaveOut(itemId);
        if (model != null && model.scorer() != null) {
            TasteScorer.suggestSimilar(model.scorer(), itemId, list, query);
        }
        boolean neighbors = !list.isEmpty();
        if (!neighbors) {
            fillFromCategories(query, item, list);
            fillUp(query, list);
        }
        return Optional.of(
                list.answer(neighbors ? Strategy.SIMILAR : Strategy.POPULAR, !neighbors, model));
    }

    private static boolean isKnown(@Nullable ServedModel model, String itemId) {
        return model != null
                && (model.neighbors().filter(m -> m.items().number(itemId) >= 0).isPresent()
                        || model.popularity().items().contains(itemId));
    }

    private void fillFromCategories(ListQuery query, @Nullable Item item, ListBuilder list) {
        if (item == null || item.categories().isEmpty()) {
            return;
        }
        Set<String> alike = Set.copyOf(item.categories());
        list.addRanked(
                popular.fallback(query.site()),
                each ->
                        catalogue
                                .find(query.site(), each)
                                .filter(other ->
                                        other.categories().stream().anyMatch(alike::contains))
                                .isPresent());
    }

    /**
     * @param window back from now; {@code null} for the newest data there are
     */
    public Answer popular(ListQuery query, @Nullable Duration window) {
        return ranked(query, popular.popular(query.site(), window), Strategy.POPULAR);
    }

    /**
     * @param window back from now; {@code null} for the newest data there are
     */
    public Answer trending(ListQuery query, @Nullable Duration window) {
        return ranked(query, popular.trending(query.site(), window), Strategy.TRENDING);
    }

    private Answer ranked(ListQuery query, PopularityModel ranking, Strategy strategy) {
        ListBuilder list =
                new ListBuilder(
                        query, catalogue, filter(query, VisitorHistory.EMPTY, Exclude.NONE));
        list.addRanked(ranking, item -> true);
        boolean asAsked = !list.isEmpty();
        fillUp(query, list);
        return list.answer(
                asAsked ? strategy : Strategy.POPULAR,
                !asAsked,
                models.of(query.site()).orElse(null));
    }

    /** The same items, best first for that visitor; those of which nothing is known come last. */
    public Answer ranking(ListQuery query, String visitor, List<String> itemIds) {
        return ranking(query, histories.of(query.site(), visitor), itemIds);
    }

    /** The same items, best first for everybody. */
    Answer popularRanking(ListQuery query, List<String> itemIds) {
        Answer answer = ranking(query, VisitorHistory.EMPTY, itemIds);
        return new Answer(Strategy.POPULAR, false, answer.model(), answer.items(), null);
    }

    private Answer ranking(ListQuery query, VisitorHistory history, List<String> itemIds) {
        ServedModel model = models.of(query.site()).orElse(null);
        List<Suggestion> ranked =
                TasteScorer.rank(
                        model == null ? null : model.scorer(),
                        history,
                        itemIds,
                        popular.fallback(query.site()),
                        item -> catalogue.find(query.site(), item).orElse(null));
        boolean ofTaste = model != null && model.scorer() != null && !history.likings().isEmpty();
        return new Answer(
                ofTaste ? Strategy.PERSONAL : Strategy.POPULAR, !ofTaste, model, ranked, null);
    }

    private ItemFilter filter(ListQuery query, VisitorHistory history, Exclude exclude) {
        return new ItemFilter(query, catalogue, history, exclude, clock.instant());
    }

    private void fillUp(ListQuery query, ListBuilder list) {
        if (!list.isFull()) {
            list.addRanked(popular.fallback(query.site()), item -> true);
        }
        if (!list.isFull()) {
            list.addAny(catalogue.all(query.site()));
        }
    }
}
