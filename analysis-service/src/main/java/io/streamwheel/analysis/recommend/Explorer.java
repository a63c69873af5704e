package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.content.ContentModel;
import io.streamwheel.analysis.content.ContentModel.Alike;
import io.streamwheel.analysis.content.ContentTaste;
import io.streamwheel.analysis.scenario.Exploration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Chooses new items to be tried out: at random, the likelier the more an item is like the visitor's
 * taste, by weighted sampling without replacement (Efraimidis and Spirakis, 2006). The dice are
 * thrown by visitor, day (UTC) and item, so that a page that is loaded again shows the same.
 *
 * @param content has the new items
 * @param weight of an item's interactions in the served model, 0 where it has none
 */
record Explorer(ContentModel content, ToDoubleFunction<String> weight) {

    /**
     * What an item counts that is like nothing of the taste; one that is the same counts 1 more.
     */
    private static final double UNLIKE = 0.1;

    private record Drawn(Alike alike, double key) {}

    /** Whether an item is among those that places are kept for. */
    boolean isNew(String itemId, Instant createdAt, Exploration exploration, Instant now) {
        return createdAt.isAfter(now.minus(exploration.newWithin()))
                && weight.applyAsDouble(itemId) <= exploration.maxWeight();
    }

    /**
     * At most so many, in the order in which they were drawn.
     *
     * @param visitor whose dice
     */
    List<Alike> draw(
            int most,
            Exploration exploration,
            ContentTaste taste,
            String visitor,
            Instant now,
            Predicate<String> allowed) {
        if (most == 0) {
            return List.of();
        }
        long seed =
                Dice.mix(Dice.of(visitor) + now.getEpochSecond() / Duration.ofDays(1).toSeconds());
        List<Drawn> drawn = new ArrayList<>();
        for (Card card : content.newest(now.minus(exploration.newWithin()))) {
            String id = card.item().itemId();
            if (weight.applyAsDouble(id) <= exploration.maxWeight() && allowed.test(id)) {
                Alike alike = content.like(taste, card);
                double u = Dice.share(Dice.mix(seed ^ Dice.of(id)));
                drawn.add(new Drawn(alike, Math.log(u) / (UNLIKE + alike.score())));
            }
        }
        return drawn.stream()
                .sorted(Comparator.comparingDouble(Drawn::key).reversed())
                .limit(most)
                .map(Drawn::alike)
                .toList();
    }
}
