package io.streamwheel.analysis.pipeline;

import java.util.Locale;

/** Where an accepted event ends: in exactly one of these. */
public enum Fate {
    STORED,
    DUPLICATE,
    FILTERED,
    FAILED;

    /** As {@code pipeline_total.fate} has it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Understands {@link #slug()}. */
    public static Fate of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
