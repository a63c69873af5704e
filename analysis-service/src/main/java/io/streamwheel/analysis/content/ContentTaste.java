package io.streamwheel.analysis.content;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.content.ContentModel.Alike;
import io.streamwheel.analysis.content.ContentModel.Liked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody likes, in the terms of one model: the items, and their weighted sum. */
public final class ContentTaste {

    private final List<Liked> liked;
    private final List<ContentVector> each;
    private final ContentVector sum;

    /**
     * @param sum of length 1; the heaviest terms only
     */
    ContentTaste(List<Liked> liked, List<ContentVector> each, ContentVector sum) {
        this.liked = List.copyOf(liked);
        this.each = List.copyOf(each);
        this.sum = sum;
    }

    ContentVector sum() {
        return sum;
    }

    boolean has(String itemId) {
        for (Liked one : liked) {
            if (one.card().item().itemId().equals(itemId)) {
                return true;
            }
        }
        return false;
    }

    Alike of(Card card, ContentVector vector) {
        float score = sum.dot(vector);
        float total = 0;
        float strongest = 0;
        float closest = 0;
        @Nullable String because = null;
        for (int i = 0; score > 0 && i < each.size(); i++) {
            float cosine = each.get(i).dot(vector);
            float part = cosine * liked.get(i).weight();
            total += part;
            closest = Math.max(closest, cosine);
            if (part > strongest) {
                strongest = part;
                because = liked.get(i).card().item().itemId();
            }
        }
        float share = total > 0 ? strongest / total : 0;
        return new Alike(card.item().itemId(), score, because, score * share, closest);
    }
}
