package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.content.ContentModel.Alike;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.Exploration;
import io.streamwheel.analysis.scenario.Scenario;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes one answer from its sources. Where the scenario wants nothing, what they give is the
 * answer; else they give more than is needed, and {@link Arranger} puts it together.
 */
final class Composer {

    /** A list that a category's limit leaves short does not look at more candidates. */
    private static final int MOST_CANDIDATES = 10_000;

    private static final int WIDENING = 8;

    private final ListQuery query;
    private final Catalogue catalogue;
    private final Predicate<String> filter;
    private final @Nullable ServedModel model;
    private final Instant now;
    private final Scenario scenario;
    private Predicate<String> ordinary;
    private List<Suggestion> fresh = List.of();

    Composer(
            ListQuery query,
            Catalogue catalogue,
            Predicate<String> filter,
            @Nullable ServedModel model,
            Instant now) {
        this.query = query;
        this.catalogue = catalogue;
        this.filter = filter;
        this.model = model;
        this.now = now;
        scenario = query.scenario();
        ordinary = filter;
    }

    /**
     * What a list stands on.
     *
     * @param fallback whether something else than what was asked for had to do
     */
    record Basis(Strategy strategy, boolean fallback) {

        static final Basis POPULAR_INSTEAD = new Basis(Strategy.POPULAR, true);

        /** What was asked for, or a popular list. */
        static Basis asAsked(Strategy strategy, boolean found) {
            return found ? new Basis(strategy, false) : POPULAR_INSTEAD;
        }
    }

    /** Fills a list, best first. */
    @FunctionalInterface
    interface Sources {
        Basis fill(ListBuilder list);
    }

    /**
     * Keeps places for new items if the scenario wants so. The others are then without new items,
     * unless nothing else is left.
     */
    void explore(Explorer explorer, VisitorHistory history, String visitor) {
        Exploration exploration = scenario.settings().exploration();
        if (exploration.share() == 0) {
            return;
        }
        List<Alike> drawn =
                explorer.draw(
                        exploration.places(query.n()),
                        exploration,
                        ContentScorer.taste(explorer.content(), history, this::card),
                        visitor,
                        now,
                        item -> filter.test(item) && !isPinned(item));
        fresh = new ArrayList<>(drawn.size());
        for (Alike each : drawn) {
            fresh.add(
                    new Suggestion(
                            each.itemId(),
                            each.score(),
                            item(each.itemId()),
                            ContentScorer.because(each, history)));
        }
        ordinary =
                item -> {
                    Item known = item(item);
                    return (known == null
                                    || !explorer.isNew(item, known.createdAt(), exploration, now))
                            && filter.test(item);
                };
    }

    private @Nullable Card card(String itemId) {
        return catalogue.card(query.site(), itemId);
    }

    private @Nullable Item item(String itemId) {
        return catalogue.find(query.site(), itemId).orElse(null);
    }

    private boolean isPinned(String itemId) {
        return scenario.rules().pins().containsValue(itemId);
    }

    Answer answer(Sources sources) {
        Made made = make(sources);
        return made.items.isEmpty()
                ? new Answer(Strategy.NONE, true, model, List.of(), reason())
                : new Answer(
                        made.basis.strategy,
                        made.basis.fallback,
                        model,
                        List.copyOf(made.items),
                        null);
    }

    private String reason() {
        if (catalogue.all(query.site()).isEmpty()) {
            return "there are no items yet";
        }
        return scenario.rules().filters()
                ? "no item is left that may be shown by the rules of scenario " + scenario.name()
                : "no item is left that may be shown";
    }

    private record Made(List<Suggestion> items, Basis basis) {}

    private Made make(Sources sources) {
        if (scenario.isPlain()) {
            ListBuilder list = new ListBuilder(query, catalogue, filter, query.n());
            Basis basis = sources.fill(list);
            return new Made(list.items(), basis);
        }
        Arranger arranger =
                new Arranger(
                        scenario, query.n(), model == null ? null : model.neighbors().orElse(null));
        boolean chooses =
                scenario.settings().lambda() < 1 || scenario.settings().maxPerCategory() > 0;
        int room = chooses ? query.n() * Arranger.CANDIDATES_PER_PLACE : query.n();
        while (true) {
            ListBuilder list = new ListBuilder(query, catalogue, ordinary, room);
            Basis basis = sources.fill(list);
            boolean all = !list.isFull();
            List<Suggestion> arranged =
                    arranger.arrange(
                            list.items(),
                            all ? newOnes(list) : List.of(),
                            pinned(list.items()),
                            fresh);
            if (arranged.size() == query.n() || all || room >= MOST_CANDIDATES) {
                return new Made(arranged, basis);
            }
            room = Math.min(MOST_CANDIDATES, room * WIDENING);
        }
    }

    /** The new items that got no place: they come when nothing else is left. */
    private List<Suggestion> newOnes(ListBuilder list) {
        if (ordinary == filter) {
            return List.of();
        }
        ListBuilder rest = new ListBuilder(query, catalogue, filter, query.n());
        list.items().forEach(each -> rest.leaveOut(each.itemId()));
        fresh.forEach(each -> rest.leaveOut(each.itemId()));
        rest.addAny(catalogue.all(query.site()));
        return rest.items();
    }

    /** By rank; those that may not be shown are not there. */
    private @Nullable Suggestion[] pinned(List<Suggestion> candidates) {
        @Nullable Suggestion[] pinned = new @Nullable Suggestion[query.n()];
        for (Int2ObjectMap.Entry<String> pin : scenario.rules().pins().int2ObjectEntrySet()) {
            String id = pin.getValue();
            if (pin.getIntKey() <= query.n() && filter.test(id)) {
                pinned[pin.getIntKey() - 1] =
                        candidates.stream()
                                .filter(each -> each.itemId().equals(id))
                                .findFirst()
                                .orElseGet(() -> new Suggestion(id, 0, item(id), List.of()));
            }
        }
        return pinned;
    }
}
