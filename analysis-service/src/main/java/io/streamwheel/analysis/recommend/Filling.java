package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.content.ContentModel;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Composer.Basis;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a list is filled up with where the model has less to say than is asked for. */
final class Filling {

    private final Catalogue catalogue;
    private final Contents contents;
    private final PopularLists popular;

    Filling(Catalogue catalogue, Contents contents, PopularLists popular) {
        this.catalogue = catalogue;
        this.contents = contents;
        this.popular = popular;
    }

    /**
     * New items come below those that the model suggests, in half of the places that are left. A
     * visitor who did only what the model has never heard of gets a list by content alone.
     */
    void addByContent(
            ListQuery query, VisitorHistory history, ServedModel model, ListBuilder list) {
        ContentModel content = contents.of(query.site());
        if (list.isFull() || content.size() == 0 || history.likings().isEmpty()) {
            return;
        }
        boolean known = !list.isEmpty();
        ContentScorer.suggest(
                content,
                ContentScorer.taste(content, history, item -> catalogue.card(query.site(), item)),
                history,
                known ? (list.room() + 1) / 2 : list.room(),
                list,
                item -> !known || !hasNeighbors(model, item));
    }

    private static boolean hasNeighbors(ServedModel model, String itemId) {
        return model.neighbors()
                .filter(neighbors -> {
                    int number = neighbors.items().number(itemId);
                    return number >= 0 && neighbors.start(number + 1) > neighbors.start(number);
                })
                .isPresent();
    }

    /** Nobody's deeds say what is similar: what is said of the items does, or what is popular. */
    Basis withAlike(ListQuery query, @Nullable Card card, ListBuilder list) {
        if (card != null) {
            ContentScorer.suggestSimilar(contents.of(query.site()), card, list);
        }
        boolean alike = !list.isEmpty();
        fillFromCategories(query, card == null ? null : card.item(), list);
        fillUp(query, list);
        return alike ? new Basis(Strategy.SIMILAR, true) : Basis.POPULAR_INSTEAD;
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

    /** With what is popular, and where nothing is, with what the catalogue holds. */
    void fillUp(ListQuery query, ListBuilder list) {
        if (!list.isFull()) {
            list.addRanked(popular.fallback(query.site()), item -> true);
        }
        if (!list.isFull()) {
            list.addAny(catalogue.all(query.site()));
        }
    }
}
