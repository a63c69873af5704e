package io.streamwheel.analysis.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a build's comparison, and by what a loader knows that it has the whole model.
 * What later versions of this program added is {@code null} on cards of earlier ones.
 *
 * @param baseline popularity, or {@code null} where there was too little to compare
 * @param repeats what a list of the visitor's own items foresees, the ones found last first
 * @param returns share of the future that is a return to an item known before, mean over visitors:
 *     what {@code repeats} could recall at best
 * @param testVisitors how many visitors were asked
 * @param neighborRows rows of the published matrix
 * @param popularityRows rows of the published ranking
 * @param checksum of the published matrix
 * @param popularityChecksum of the published ranking
 * @param storedEvents events that the site had at the start; later builds are due by its growth
 */
public record ScoreCard(
        @Nullable Score baseline,
        @Nullable Score repeats,
        @Nullable Double returns,
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
        return new ScoreCard(null, null, null, List.of(), 0, 0, 0, 0, null, storedEvents);
    }

    /**
     * How one candidate fared on the visitors' future, all items ranked but those of their past.
     *
     * @param ndcgAt10 normalised discounted cumulative gain, binary, mean over visitors, 0 to 1
     * @param recallAt20 hits among the first 20 per wanted item, mean over visitors, 0 to 1
     * @param coverage share of the items that came up in any of the lists of 20
     * @param seconds that the training took
     * @param parameters the setting in words; empty where there is nothing to set
     * @param hitRateAt10 share of the visitors with a hit among the first 10
     * @param mrr one over the place of the first hit, 0 where none of 20 is one, mean over visitors
     * @param novelty self-information of what is listed, in bits: {@code -log2} of the share of
     *     visitors who had the item, mean over a list of 20, then over visitors who got a list;
     *     {@code null} where nobody did (Zhou et al., PNAS 2010; Castells, Hurley and Vargas,
     *     "Novelty and diversity in recommender systems", 2015)
     * @param interval where these means would lie with other visitors
     */
    public record Score(
            String name,
            double ndcgAt10,
            double recallAt20,
            double coverage,
            double seconds,
            @Nullable String parameters,
            @Nullable Double hitRateAt10,
            @Nullable Double mrr,
            @Nullable Double novelty,
            @Nullable Intervals interval) {}

    /**
     * Bootstrap intervals of 95 % over the test visitors. Coverage is no mean and has none.
     *
     * @param novelty {@code null} where there is no novelty
     */
    public record Intervals(
            Interval ndcgAt10,
            Interval recallAt20,
            Interval hitRateAt10,
            Interval mrr,
            @Nullable Interval novelty) {}

    /** Both ends belong to it. */
    public record Interval(double low, double high) {}
}
