package io.streamwheel.analysis.feedback;

import java.util.Locale;

/** Which part of the visitors a list was for. The order is that of the ids: add at the end. */
public enum VisitorGroup {
    /** A list that is for nobody in particular. */
    NONE,
    /** Those who get personal lists. */
    PERSONAL,
    /** Those who get popular ones instead. */
    HOLDOUT;

    /** As tables and answers say it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
