package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.model.ServedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of items, best first.
 *
 * @param fallback whether something else than what was asked for had to do
 * @param model what was served at that moment, also where its weights had nothing to say
 * @param reason why the list is empty, in words; {@code null} where it is not
 */
public record Answer(
        Strategy strategy,
        boolean fallback,
        @Nullable ServedModel model,
        List<Suggestion> items,
        @Nullable String reason) {

    /** Where a list comes from. */
    public enum Strategy {
        PERSONAL,
        SESSION,
        SIMILAR,
        TRENDING,
        POPULAR,
        NONE
    }

    /**
     * @param item what is known of it; {@code null} when nobody has described it
     * @param because what of the visitor's own history spoke for it, most first
     */
    public record Suggestion(
            String itemId, float score, @Nullable Item item, List<Because> because) {}

    /**
     * @param kind what the visitor did with it, such as {@code viewed}
     * @param weight its part of the score
     */
    public record Because(String itemId, String kind, float weight) {}
}
