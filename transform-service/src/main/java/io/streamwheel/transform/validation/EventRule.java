package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.failed.UnusableEventException;

/** One thing that every event must be. */
@FunctionalInterface
interface EventRule {

    /** Throws when the event breaks the rule. */
    void check(CollectedEvent collected, DecodedEvent event) throws UnusableEventException;
}
