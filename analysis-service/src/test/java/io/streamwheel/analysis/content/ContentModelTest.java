package io.streamwheel.analysis.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.content.ContentModel.Alike;
import io.streamwheel.analysis.content.ContentModel.Liked;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentModelTest {

    private static final Card TENT =
            card("tent", "Granite tent for two", "camping", "{\"brand\":\"Acme\"}");
    private static final Card BIG_TENT =
            card("big-tent", "Granite TENT, for four", "camping", "{\"brand\":\"Acme\"}");
    private static final Card STOVE = card("stove", "Gas stove", "camping", "{}");
    private static final Card NOVEL = card("novel", "A novel", "books", "{}");
    private static final Card ESSAYS = card("essays", "Essays", "books", "{}");

    private final ContentModel model =
            ContentModel.of(List.of(TENT, BIG_TENT, STOVE, NOVEL, ESSAYS));

    @Test
    void theMoreRareThingsAreSharedTheMoreAlike() {
        ContentTaste taste = model.taste(List.of(new Liked(TENT, 1)));
        List<Alike> alike = model.best(taste, 10, 0, card -> true);
        assertThat(alike).extracting(Alike::itemId).containsExactly("big-tent", "stove");
        assertThat(alike.getFirst().score()).isBetween(0.5f, 1f);
        assertThat(alike.getFirst().because()).isEqualTo("tent");
    }

    @Test
    void anItemThatTheModelDoesNotHaveIsCompared() {
        Card unheard = card("new-tent", "Tent", "camping", "{}");
        ContentTaste taste = model.taste(List.of(new Liked(unheard, 1)));
        assertThat(model.best(taste, 1, 0, card -> true))
                .extracting(Alike::itemId)
                .containsAnyOf("tent", "big-tent");
        assertThat(model.like(model.taste(List.of(new Liked(NOVEL, 1))), unheard).score()).isZero();
        assertThat(model.like(model.taste(List.of(new Liked(NOVEL, 1))), unheard).because())
                .isNull();
    }

    @Test
    void becauseIsTheLikingThatSaysMost() {
        ContentTaste taste = model.taste(List.of(new Liked(NOVEL, 1), new Liked(TENT, 3)));
        assertThat(model.like(taste, BIG_TENT).because()).isEqualTo("tent");
        assertThat(model.like(taste, ESSAYS).because()).isEqualTo("novel");
        assertThat(model.like(taste, BIG_TENT).part())
                .isLessThanOrEqualTo(model.like(taste, BIG_TENT).score());
    }

    @Test
    void nothingIsLikeNothing() {
        assertThat(ContentModel.EMPTY.best(ContentModel.EMPTY.taste(List.of()), 5, 0, card -> true))
                .isEmpty();
        assertThat(model.best(model.taste(List.of()), 5, 0, card -> true)).isEmpty();
        assertThat(model.best(model.taste(List.of(new Liked(TENT, 1))), 5, 0, card -> false))
                .isEmpty();
    }

    private static Card card(String id, String title, String category, String properties) {
        return Card.of(
                new Item(
                        id,
                        title,
                        List.of(category),
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null,
                        false,
                        properties,
                        false,
                        Instant.EPOCH));
    }
}
