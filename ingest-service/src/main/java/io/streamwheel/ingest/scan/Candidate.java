package io.streamwheel.ingest.scan;

import io.streamwheel.event.Payload;

/** One entry of a request, before the rules. */
public sealed interface Candidate {

    /**
     * An object.
     *
     * @param fields what the rules look at
     * @param payload its bytes as they came
     */
    record Event(EventFields fields, Payload payload) implements Candidate {}

    /** Something that is no event at all: a scalar in a list, a broken line. */
    record Unreadable(Violation violation) implements Candidate {}
}
