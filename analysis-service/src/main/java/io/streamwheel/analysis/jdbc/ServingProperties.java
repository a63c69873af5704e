package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.VisitorHistory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists are answered.
 *
 * @param refresh how often models and catalogue are looked at for what other processes changed
 * @param historyLimit newest deeds of a visitor that are read, to weigh and to leave out
 * @param historyFreshness after so long a visitor's history is read again, for what others stored
 * @param histories visitors whose history is kept in memory
 * @param rankingFreshness after so long popular and trending lists are counted again
 * @param interestHalfLife in which the interests of a profile fade by half, from the person's own
 *     newest deed back; {@code null}: as the history that lists are made of
 * @param storePatience a list waits no longer for the database
 * @param storeRest so long the database is left alone after it gave no answer
 */
@ConfigurationProperties("streamwheel.analysis.serving")
record ServingProperties(
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("5000") int historyLimit,
        @DefaultValue("1s") Duration historyFreshness,
        @DefaultValue("20000") long histories,
        @DefaultValue("3s") Duration rankingFreshness,
        @Nullable Duration interestHalfLife,
        @DefaultValue("2s") Duration storePatience,
        @DefaultValue("1s") Duration storeRest) {

    ServingProperties {
        if (interestHalfLife != null && !interestHalfLife.isPositive()) {
            throw new IllegalArgumentException(
                    "interest-half-life must be above 0: " + interestHalfLife);
        }
    }

    /**
     * How the interests of a profile are weighed.
     *
     * @param history how the history is
     */
    VisitorHistory.Rules interests(VisitorHistory.Rules history) {
        return interestHalfLife == null ? history : history.halfLife(interestHalfLife);
    }
}
