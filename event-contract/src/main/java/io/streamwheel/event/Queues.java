package io.streamwheel.event;

/**
 * The names of the three queues. Data moves from the first to the second; what cannot be used goes
 * to the third. Each has a queue beside it for what this program is too old to read.
 */
public final class Queues {

    /** Ingest to transform: what the collector accepted, as it came. */
    public static final String COLLECTED = "events.collected";

    /** Transform to analysis: checked, mapped events and the fates of those that were dropped. */
    public static final String ENRICHED = "events.enriched";

    /** Every stage to analysis: the dead letters, with stage, reason and the original bytes. */
    public static final String FAILED = "events.failed";

    private static final String PARKED = ".parked";

    private Queues() {}

    /** Beside {@code queue}: its messages that only a newer program can read. */
    public static String parked(String queue) {
        return queue + PARKED;
    }
}
