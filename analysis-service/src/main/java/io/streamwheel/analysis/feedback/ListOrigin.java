package io.streamwheel.analysis.feedback;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a list came from.
 *
 * @param at when it was answered, to the millisecond
 * @param scenario where the site shows it
 * @param strategy as the answer said it; one that is not known here becomes {@link #UNKNOWN}
 * @param modelVersion what was served at that moment; 0 for none
 */
public record ListOrigin(
        Instant at, String scenario, String strategy, long modelVersion, Place place) {

    /** Of a list for which no place was named. */
    public static final String DEFAULT_SCENARIO = "default";

    /** Of ids that this service did not make, or made in another form. */
    public static final String UNKNOWN = "unknown";

    /** What a scenario may be called. */
    public static final Pattern SCENARIO = Pattern.compile("[a-z0-9_-]{1,64}");

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
        if (!SCENARIO.matcher(scenario).matches()) {
            throw new IllegalArgumentException("a scenario must be [a-z0-9_-]{1,64}: " + scenario);
        }
        at = Instant.ofEpochMilli(Math.clamp(at.toEpochMilli(), 0, LATEST));
        strategy = STRATEGIES.contains(strategy) ? strategy : UNKNOWN;
        modelVersion = modelVersion < 0 || modelVersion >= MOST_VERSIONS ? 0 : modelVersion;
    }
}
