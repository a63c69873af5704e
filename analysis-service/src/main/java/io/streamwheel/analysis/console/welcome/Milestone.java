package io.streamwheel.analysis.console.welcome;

import java.util.Locale;

/** What is remembered of a site's beginnings because nothing else tells it. */
enum Milestone {
    SNIPPET_COPIED,
    LIST_SERVED;

    /** As {@code console_milestone.milestone} has it. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
