package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.scenario.Scenario;
import java.time.Instant;
import java.util.List;

/**
 * Where a list came from.
 *
 * @param at when it was answered, to the millisecond
 * @param scenario the one that was asked for, where the site shows it
 * @param strategy as the answer said it; one that is not known here becomes {@link #UNKNOWN}
 * @param modelVersion what was served at that moment; 0 for none
 */
public record ListOrigin(
        Instant at, String scenario, String strategy, long modelVersion, Place place) {

    /** Of ids that this service did not make, or made in another form. */
    public static final String UNKNOWN = "unknown";

    /** Their places are in the ids: add at the end. */
    static final List<String> STRATEGIES =
            List.of(
                    UNKNOWN,
                    "personal",
                    "session",
                    "similar",
                    "people",
                    "trending",
                    "popular",
                    "none");

    private static final long LATEST = (1L << 48) - 1;
    private static final long MOST_VERSIONS = 1L << 40;

    public ListOrigin {
        if (!Scenario.isName(scenario)) {
            throw new IllegalArgumentException("a scenario must have such a name: " + scenario);
        }
        at = Instant.ofEpochMilli(Math.clamp(at.toEpochMilli(), 0, LATEST));
        strategy = STRATEGIES.contains(strategy) ? strategy : UNKNOWN;
        modelVersion = modelVersion < 0 || modelVersion >= MOST_VERSIONS ? 0 : modelVersion;
    }
}
