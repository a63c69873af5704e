package io.streamwheel.analysis.console;

import io.streamwheel.analysis.recommend.Answer.Strategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list of items as the screens show it.
 *
 * @param model what was served when it was made, in words; empty for none
 * @param reason why it is empty; {@code null} where it is not
 */
public record ShownList(
        Strategy strategy,
        boolean fallback,
        String model,
        List<Entry> entries,
        @Nullable String reason) {

    /**
     * @param rank 1 for the best
     * @param change places up since the list that it is compared with; {@code null} where it was
     *     not in that list
     */
    public record Entry(
            int rank,
            ShownItem item,
            float score,
            List<Reason> because,
            @Nullable Integer change) {}

    /**
     * @param kind what the visitor did with it, such as {@code viewed}
     * @param weight its part of the score
     */
    public record Reason(String kind, ShownItem item, float weight) {}

    /** The strategy as the interface names it. */
    public String name() {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    /** How many were not in the list that it is compared with. */
    public long fresh() {
        return entries.stream().filter(entry -> entry.change() == null).count();
    }

    /** How many are somewhere else than in the list that it is compared with. */
    public long moved() {
        return entries.stream()
                .filter(entry -> entry.change() != null && entry.change() != 0)
                .count();
    }
}
