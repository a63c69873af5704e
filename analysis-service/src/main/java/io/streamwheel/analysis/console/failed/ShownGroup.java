package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.FailedEvents;

/** Those that failed in one way, and that way in words. */
record ShownGroup(FailedEvents.Group group, Explanation words) {

    static ShownGroup of(FailedEvents.Group group) {
        return new ShownGroup(group, Explanation.of(group.reason()));
    }

    boolean is(Kind kind) {
        return group.stage().equals(kind.stage()) && group.reason().equals(kind.reason());
    }
}
