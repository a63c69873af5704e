package io.streamwheel.ingest.rule;

import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.Violation;
import org.jspecify.annotations.Nullable;

/** One thing that must hold for an event. */
@FunctionalInterface
interface EventRule {

    /** What is wrong, or {@code null} when the rule holds. */
    @Nullable Violation check(EventFields event);
}
