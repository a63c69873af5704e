package io.streamwheel.analysis.failed;

/**
 * Why this stage gives an event or a message up. Each of them may be our own fault, for transform
 * lets through only what the database should take: too many of them in a short time open the
 * circuit, before they become dead letters.
 */
public enum AnalysisFailure {
    /** The message is a stranger's, or a broken one of ours. */
    NOT_AN_ENVELOPE("not-an-envelope", "The message is no envelope of this queue."),
    /** Nobody of that name has a key; another installation's broker, or an old backup. */
    UNKNOWN_SITE("unknown-site", "There is no site of that name."),
    /** {@link SqlFailure#POISON}, and it stood alone. */
    DATA("data", "The database refuses it."),
    /** The program stumbled over it, and it stood alone. */
    UNSTORABLE("unstorable", "The analysis stage stumbled over it.");

    private final String slug;
    private final String detail;

    AnalysisFailure(String slug, String detail) {
        this.slug = slug;
        this.detail = detail;
    }

    /** As the interface says it. */
    public String slug() {
        return slug;
    }

    /** One sentence for people. */
    public String detail() {
        return detail;
    }
}
