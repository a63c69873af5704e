package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.NativeEvent;
import io.streamwheel.transform.failed.UnusableEventException;

/** One thing that every event must be. */
@FunctionalInterface
interface EventRule {

    /** Throws when the event breaks the rule. */
    void check(CollectedEvent collected, NativeEvent event) throws UnusableEventException;
}
