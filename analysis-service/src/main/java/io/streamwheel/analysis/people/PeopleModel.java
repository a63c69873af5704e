package io.streamwheel.analysis.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a site's people are ranked.
 *
 * @param name {@link #PLAIN} or {@link #MIX}
 * @param trainedAt to the microsecond, so that it is the same once it comes from the store
 * @param weights of the {@link Candidates#FEATURES} features; empty for the plain rule
 */
public record PeopleModel(String name, Instant trainedAt, double[] weights, Card card) {

    public PeopleModel {
        trainedAt = trainedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Resource allocation. */
    public static final String PLAIN = "people-ra";

    /** A linear mix of what speaks for two people, fitted to follows that were held back. */
    public static final String MIX = "people-mix";

    /**
     * What both rules came to on follows that were held back from them.
     *
     * @param people of how many people; 0 where there were too few to compare
     */
    public record Card(
            int people,
            double plainRecallAt10,
            double plainNdcgAt10,
            double mixRecallAt10,
            double mixNdcgAt10) {

        static final Card NONE = new Card(0, 0, 0, 0, 0);
    }

    boolean mixes() {
        return weights.length == Candidates.FEATURES;
    }

    double score(float[] features) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }
}
