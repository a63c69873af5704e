package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.precompute.Precomputation;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which lists are made beforehand.
 *
 * @param activeWithin of visitors who did something within so long
 * @param visitors at most so many of a site, the latest ones
 * @param items of each list
 * @param share of one thread's time that is used; it rests for the others
 * @param staleAfter a process that was not heard of for so long is believed dead
 */
@ConfigurationProperties("streamwheel.analysis.precomputed")
record PrecomputationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30d") Duration activeWithin,
        @DefaultValue("20000") int visitors,
        @DefaultValue("20") int items,
        @DefaultValue("0.25") double share,
        @DefaultValue("2m") Duration staleAfter) {

    Precomputation.Settings settings() {
        return new Precomputation.Settings(items, share, staleAfter);
    }
}
