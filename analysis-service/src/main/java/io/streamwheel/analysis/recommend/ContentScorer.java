package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.content.ContentModel;
import io.streamwheel.analysis.content.ContentModel.Alike;
import io.streamwheel.analysis.content.ContentModel.Liked;
import io.streamwheel.analysis.content.ContentTaste;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.history.VisitorHistory.Liking;
import io.streamwheel.analysis.recommend.Answer.Because;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Suggests items by what is said of them, for items or visitors that the model knows nothing of.
 */
final class ContentScorer {

    /** A cosine below it is a frequent word in common, and no likeness. */
    static final float LEAST = 0.01f;

    /** The most recent likings tell enough. */
    private static final int LIKINGS = 50;

    private ContentScorer() {}

    static ContentTaste taste(
            ContentModel content, VisitorHistory history, Function<String, @Nullable Card> cards) {
        List<Liked> liked = new ArrayList<>();
        for (Liking each :
                history.likings().subList(0, Math.min(LIKINGS, history.likings().size()))) {
            Card card = cards.apply(each.itemId());
            if (card != null) {
                liked.add(new Liked(card, each.weight()));
            }
        }
        return content.taste(liked);
    }

    /** Below what the list has; their scores are a part of its last one. */
    static void suggest(
            ContentModel content,
            ContentTaste taste,
            VisitorHistory history,
            int most,
            ListBuilder list,
            Predicate<String> also) {
        float ceiling = Math.min(1, list.ceiling());
        for (Alike each : content.best(taste, most, LEAST, allowed(list, also))) {
            list.add(each.itemId(), each.score() * ceiling, because(each, history));
        }
    }

    static void suggestSimilar(ContentModel content, Card card, ListBuilder list) {
        ContentTaste taste = content.taste(List.of(new Liked(card, 1)));
        for (Alike each : content.best(taste, list.room(), LEAST, allowed(list, item -> true))) {
            list.add(each.itemId(), each.score(), List.of());
        }
    }

    private static Predicate<Card> allowed(ListBuilder list, Predicate<String> also) {
        return card -> also.test(card.item().itemId()) && list.allows(card.item().itemId());
    }

    /** What the visitor did with the item that speaks for it most. */
    static List<Because> because(Alike alike, VisitorHistory history) {
        for (Liking each : history.likings()) {
            if (each.itemId().equals(alike.because())) {
                return List.of(new Because(each.itemId(), Kinds.of(each.type()), alike.part()));
            }
        }
        return List.of();
    }
}
