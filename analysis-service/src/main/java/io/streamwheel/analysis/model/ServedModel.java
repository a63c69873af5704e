package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version as it is served. Immutable; a request works with the one that it got at its start.
 *
 * @param version the id of its build
 * @param name what was chosen: a trainer's name, or {@code popularity}
 * @param trainedAt to the microsecond, so that it is the same once it comes from the store
 * @param scorer over the item-to-item weights; {@code null} where popularity was better
 */
public record ServedModel(
        long version,
        String name,
        Instant trainedAt,
        @Nullable ItemItemScorer scorer,
        PopularityModel popularity) {

    public ServedModel {
        trainedAt = trainedAt.truncatedTo(ChronoUnit.MICROS);
    }

    static ServedModel of(
            Build build,
            Instant trainedAt,
            @Nullable ItemItemModel neighbors,
            PopularityModel popular) {
        return new ServedModel(
                build.id(),
                neighbors == null ? Candidates.POPULARITY : neighbors.name(),
                trainedAt,
                neighbors == null ? null : new ItemItemScorer(neighbors),
                popular);
    }

    /** The weights, where there are any. */
    public Optional<ItemItemModel> neighbors() {
        return Optional.ofNullable(scorer).map(ItemItemScorer::model);
    }
}
