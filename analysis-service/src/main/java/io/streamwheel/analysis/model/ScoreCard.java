package io.streamwheel.analysis.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a build's comparison, and by what a loader knows that it has the whole model.
 *
 * @param baseline popularity, or {@code null} where there was too little to compare
 * @param testVisitors how many visitors were asked
 * @param neighborRows rows of the published matrix
 * @param popularityRows rows of the published ranking
 * @param checksum of the published matrix
 * @param popularityChecksum of the published ranking; {@code null} on cards written before it was
 *     taken
 * @param storedEvents events that the site had at the start; later builds are due by its growth
 */
public record ScoreCard(
        @Nullable Score baseline,
        List<Score> candidates,
        int testVisitors,
        int neighborRows,
        int popularityRows,
        long checksum,
        @Nullable Long popularityChecksum,
        long storedEvents) {

    public ScoreCard {
        candidates = List.copyOf(candidates);
    }

    /** Nothing compared, nothing published. */
    static ScoreCard empty(long storedEvents) {
        return new ScoreCard(null, List.of(), 0, 0, 0, 0, null, storedEvents);
    }

    /**
     * How one candidate fared on the visitors' future, all items ranked but those of their past.
     *
     * @param ndcgAt10 normalised discounted cumulative gain, binary, mean over visitors, 0 to 1
     * @param recallAt20 hits among the first 20 per wanted item, mean over visitors, 0 to 1
     * @param coverage share of the items that came up in any of the lists of 20
     * @param seconds that the training took
     */
    public record Score(
            String name, double ndcgAt10, double recallAt20, double coverage, double seconds) {}
}
