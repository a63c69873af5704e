package io.streamwheel.ingest.scan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How events lie in a document.
 *
 * @param names what the dialect calls its fields
 * @param list the member of the root object that is an array of events
 * @param alone whether the root object may itself be an event
 * @param array whether the root may be an array of events
 * @param anyShape whether an entry that is no object counts as an event, for somebody else to
 *     refuse
 * @param mayBeEmpty whether a list may hold nothing
 * @param shared members of the root object, beside the list, that are said of every event
 */
public record Layout(
        FieldNames names,
        @Nullable String list,
        boolean alone,
        boolean array,
        boolean anyShape,
        boolean mayBeEmpty,
        Set<String> shared) {

    /** An event, an array of events, or {@code {"events": [...]}}. */
    public static final Layout NATIVE =
            new Layout(FieldNames.NATIVE, "events", true, true, false, false, Set.of());

    /** One call of Segment's tracking API. */
    public static final Layout SEGMENT_CALL =
            new Layout(FieldNames.SEGMENT, null, true, false, true, false, Set.of());

    /** {@code {"batch": [...]}}. */
    public static final Layout SEGMENT_BATCH =
            new Layout(
                    FieldNames.SEGMENT,
                    "batch",
                    false,
                    false,
                    true,
                    true,
                    Set.of("context", "integrations"));

    /** One event of the Snowplow tracker protocol. */
    public static final Layout SNOWPLOW_EVENT =
            new Layout(FieldNames.SNOWPLOW, null, true, false, true, false, Set.of());

    /** Snowplow's {@code payload_data}: {@code {"schema": "iglu:...", "data": [...]}}. */
    public static final Layout SNOWPLOW_PAYLOAD =
            new Layout(FieldNames.SNOWPLOW, "data", false, false, true, true, Set.of());

    /** One CloudEvent in the JSON format. */
    public static final Layout CLOUD_EVENT =
            new Layout(FieldNames.CLOUD_EVENTS, null, true, false, true, false, Set.of());

    /** CloudEvents in the JSON batch format. */
    public static final Layout CLOUD_EVENTS =
            new Layout(FieldNames.CLOUD_EVENTS, null, false, true, true, true, Set.of());

    public Layout {
        shared = Set.copyOf(shared);
    }
}
