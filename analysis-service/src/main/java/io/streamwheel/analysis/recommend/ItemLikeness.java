package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike the items of one list are: by what visitors did, as the weight between two as a part of
 * the highest weight that either has; or by the share of their categories that they have in common
 * (Jaccard), whichever is more. 0 to 1, and the same both ways.
 */
final class ItemLikeness implements Mmr.Likeness {

    private final List<Suggestion> items;
    private final float[] byModel;

    ItemLikeness(List<Suggestion> items, @Nullable ItemItemModel model) {
        this.items = items;
        byModel = new float[items.size() * items.size()];
        if (model != null) {
            fill(model);
        }
    }

    private void fill(ItemItemModel model) {
        int size = items.size();
        int[] numbers = new int[size];
        Int2IntOpenHashMap places = new Int2IntOpenHashMap(size);
        places.defaultReturnValue(-1);
        for (int i = 0; i < size; i++) {
            numbers[i] = model.items().number(items.get(i).itemId());
            if (numbers[i] >= 0) {
                places.put(numbers[i], i);
            }
        }
        for (int i = 0; i < size; i++) {
            if (numbers[i] < 0) {
                continue;
            }
            int start = model.start(numbers[i]);
            int end = model.start(numbers[i] + 1);
            for (int at = start; at < end && model.score(at) > 0; at++) {
                int other = places.get(model.neighbor(at));
                if (other >= 0) {
                    float share = model.score(at) / model.score(start);
                    byModel[i * size + other] = Math.max(byModel[i * size + other], share);
                    byModel[other * size + i] = byModel[i * size + other];
                }
            }
        }
    }

    @Override
    public float of(int a, int b) {
        float byModelOnly = byModel[a * items.size() + b];
        return byModelOnly >= 1 ? byModelOnly : Math.max(byModelOnly, byCategories(a, b));
    }

    private float byCategories(int a, int b) {
        List<String> ofA = categories(a);
        List<String> ofB = categories(b);
        int common = 0;
        for (int i = 0; i < ofA.size(); i++) {
            if (ofB.contains(ofA.get(i))) {
                common++;
            }
        }
        return common == 0 ? 0 : (float) common / (ofA.size() + ofB.size() - common);
    }

    private List<String> categories(int i) {
        Suggestion each = items.get(i);
        return each.item() == null ? List.of() : each.item().categories();
    }
}
