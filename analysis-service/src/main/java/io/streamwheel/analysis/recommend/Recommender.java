package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.recommend.Composer.Basis;
import io.streamwheel.analysis.scenario.RuleSet;
import io.streamwheel.analysis.session.SessionIndexes;
import io.streamwheel.analysis.site.SiteId;
import it.unimi.dsi.fastutil.objects.Object2FloatOpenHashMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a list, always: from the visitor's taste where there is one, filled up with what is
 * popular, and where nothing is popular yet with what the catalogue holds.
 */
public final class Recommender {

    private final ModelRegistry models;
    private final Catalogue catalogue;
    private final Contents contents;
    private final VisitorHistories histories;
    private final PopularLists popular;
    private final Filling filling;
    private final SessionIndexes sessions;
    private final Clock clock;
    private final Cache<PopularityModel, Object2FloatOpenHashMap<String>> weights =
            Caffeine.newBuilder().weakKeys().build();

    public Recommender(
            ModelRegistry models,
            Catalogue catalogue,
            Contents contents,
            VisitorHistories histories,
            PopularLists popular,
            SessionIndexes sessions,
            Clock clock) {
        this.models = models;
        this.catalogue = catalogue;
        this.contents = contents;
        this.histories = histories;
        this.popular = popular;
        filling = new Filling(catalogue, contents, popular);
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * @param visitor a user id or an anonymous id
     */
    public Answer personal(ListQuery query, String visitor, Exclude exclude) {
        return personal(query, visitor, histories.of(query.site(), visitor), exclude);
    }

    /** The same for somebody who did that. */
    public Answer personal(
            ListQuery query, String visitor, VisitorHistory history, Exclude exclude) {
        return fromHistory(
                query, history, exclude, Strategy.PERSONAL, visitor, (asked, list) -> {});
    }

    /**
     * What is popular, without what that visitor's personal list would leave out, and with as many
     * new items.
     */
    Answer popularFor(ListQuery asked, String visitor, Exclude exclude) {
        VisitorHistory history = histories.of(asked.site(), visitor);
        ServedModel model = models.of(asked.site()).orElse(null);
        return answered(
                asked,
                query -> {
                    Composer composer = composer(query, filter(query, history, exclude), model);
                    composer.explore(explorer(query.site(), model), VisitorHistory.EMPTY, visitor);
                    return composer.answer(list -> {
                        filling.fillUp(query, list);
                        return new Basis(Strategy.POPULAR, false);
                    });
                });
    }

    /**
     * What was made beforehand, as far as it may still be shown to that visitor.
     *
     * @param by the rules that weighed its scores
     */
    Answer madeBefore(
            ListQuery asked, String visitor, Exclude exclude, StoredList made, RuleSet by) {
        VisitorHistory history = histories.of(asked.site(), visitor);
        return answered(
                asked,
                query ->
                        composer(query, filter(query, history, exclude), null)
                                .answer(list -> {
                                    list.addMade(made, by);
                                    boolean ofTaste = !list.isEmpty();
                                    filling.fillUp(query, list);
                                    return new Basis(
                                            ofTaste ? Strategy.PERSONAL : Strategy.POPULAR, true);
                                }));
    }

    /**
     * For a visitor about whom nothing is stored: from sessions that are like this one, and while
     * none is, from the taste.
     */
    public Answer session(ListQuery query, VisitorHistory history, Exclude exclude) {
        // What a session began with stays the same while it goes on.
        String first = history.likings().isEmpty() ? "" : history.likings().getLast().itemId();
        return fromHistory(
                query,
                history,
                exclude,
                Strategy.SESSION,
                first,
                (asked, list) ->
                        sessions.of(asked.site())
                                .ifPresent(scorer ->
                                        NextClicks.suggest(scorer, history, list, asked)));
    }

    private Answer fromHistory(
            ListQuery asked,
            VisitorHistory history,
            Exclude exclude,
            Strategy strategy,
            String visitor,
            BiConsumer<ListQuery, ListBuilder> beforeTaste) {
        ServedModel model = models.of(asked.site()).orElse(null);
        return answered(
                asked,
                query -> {
                    Composer composer = composer(query, filter(query, history, exclude), model);
                    composer.explore(explorer(query.site(), model), history, visitor);
                    return composer.answer(list -> {
                        beforeTaste.accept(query, list);
                        if (list.isEmpty() && model != null && model.scorer() != null) {
                            TasteScorer.suggest(model.scorer(), history, list, query);
                            filling.addByContent(query, history, model, list);
                        }
                        boolean ofTaste = !list.isEmpty();
                        filling.fillUp(query, list);
                        return Basis.asAsked(strategy, ofTaste);
                    });
                });
    }

    /** Empty when nobody has ever heard of that item. */
    public Optional<Answer> similar(ListQuery asked, String itemId) {
        ServedModel model = models.of(asked.site()).orElse(null);
        Card card = catalogue.card(asked.site(), itemId);
        if (card == null ? !isKnown(model, itemId) : card.item().deleted()) {
            return Optional.empty();
        }
        return Optional.of(
                answered(
                        asked,
                        query -> {
                            Predicate<String> others = item -> !item.equals(itemId);
                            Predicate<String> filter = others.and(filterForAll(query));
                            return composer(query, filter, model)
                                    .answer(list -> {
                                        if (model != null && model.scorer() != null) {
                                            TasteScorer.suggestSimilar(
                                                    model.scorer(), itemId, list, query);
                                        }
                                        return list.isEmpty()
                                                ? filling.withAlike(query, card, list)
                                                : new Basis(Strategy.SIMILAR, false);
                                    });
                        }));
    }

    private static boolean isKnown(@Nullable ServedModel model, String itemId) {
        return model != null
                && (model.neighbors().filter(m -> m.items().number(itemId) >= 0).isPresent()
                        || model.popularity().items().contains(itemId));
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

    private Answer ranked(ListQuery asked, PopularityModel ranking, Strategy strategy) {
        ServedModel model = models.of(asked.site()).orElse(null);
        return answered(
                asked,
                query ->
                        composer(query, filterForAll(query), model)
                                .answer(list -> {
                                    list.addRanked(ranking, item -> true);
                                    boolean asAsked = !list.isEmpty();
                                    filling.fillUp(query, list);
                                    return Basis.asAsked(strategy, asAsked);
                                }));
    }

    /** The same items, best first for that visitor; those of which nothing is known come last. */
    public Answer ranking(ListQuery query, String visitor, List<String> itemIds) {
        VisitorHistory history = histories.of(query.site(), visitor);
        return ranking(query, history, history, itemIds);
    }

    /** The same items, best first for everybody; no pin lifts what that visitor does not want. */
    Answer popularRanking(ListQuery query, String visitor, List<String> itemIds) {
        VisitorHistory history = histories.of(query.site(), visitor);
        Answer answer = ranking(query, history, VisitorHistory.EMPTY, itemIds);
        return new Answer(Strategy.POPULAR, false, answer.model(), answer.items(), null);
    }

    private Answer ranking(
            ListQuery query, VisitorHistory history, VisitorHistory taste, List<String> itemIds) {
        ServedModel model = models.of(query.site()).orElse(null);
        Instant now = clock.instant();
        Ranking ranking =
                new Ranking(
                        query.scenario().rules(),
                        card(query.site()),
                        item ->
                                catalogue.servable(query.site(), item, now)
                                        && !history.isForbidden(item));
        float[] scores = TasteScorer.scores(model == null ? null : model.scorer(), taste, itemIds);
        List<Suggestion> ranked = ranking.order(itemIds, scores, popular.fallback(query.site()));
        boolean ofTaste = model != null && model.scorer() != null && !taste.likings().isEmpty();
        return new Answer(
                ofTaste ? Strategy.PERSONAL : Strategy.POPULAR, !ofTaste, model, ranked, null);
    }

    /** Where must-have rules leave nothing, the same without them if the scenario says so. */
    private static Answer answered(ListQuery query, Function<ListQuery, Answer> how) {
        Answer answer = how.apply(query);
        if (!answer.items().isEmpty()
                || !query.scenario().settings().relax()
                || !query.scenario().rules().requires()) {
            return answer;
        }
        Answer relaxed = how.apply(query.relaxed());
        return new Answer(
                relaxed.strategy(), true, relaxed.model(), relaxed.items(), relaxed.reason());
    }

    private Composer composer(
            ListQuery query, Predicate<String> filter, @Nullable ServedModel model) {
        return new Composer(query, catalogue, filter, model, clock.instant());
    }

    private Explorer explorer(SiteId site, @Nullable ServedModel model) {
        return new Explorer(
                contents.of(site),
                item -> model == null ? 0 : weights(model.popularity()).getFloat(item));
    }

    private Object2FloatOpenHashMap<String> weights(PopularityModel popularity) {
        return weights.get(
                popularity,
                ranking ->
                        new Object2FloatOpenHashMap<>(
                                ranking.items().toArray(String[]::new), ranking.scores()));
    }

    private Function<String, @Nullable Card> card(SiteId site) {
        return item -> catalogue.card(site, item);
    }

    private ItemFilter filter(ListQuery query, VisitorHistory history, Exclude exclude) {
        return new ItemFilter(query, catalogue, history, exclude, clock.instant());
    }

    private ItemFilter filterForAll(ListQuery query) {
        return filter(query, VisitorHistory.EMPTY, Exclude.NONE);
    }
}
