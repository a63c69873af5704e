package io.streamwheel.analysis.history;

/** What a list leaves out of a visitor's own history. */
public enum Exclude {
    /** Everything that the visitor did anything with. */
    SEEN,
    /** What was bought and not given back. */
    PURCHASED,
    /** Nothing but what was disliked. */
    NONE
}
