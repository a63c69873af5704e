package io.streamwheel.transform.failed;

/**
 * This event cannot be used; its neighbours can. Carries no stack trace, for it is about the event
 * and a flood of bad ones must stay cheap.
 */
public final class UnusableEventException extends Exception {

    private final FailureReason reason;

    /**
     * @param detail one sentence for people; names the field, repeats nothing of its content
     */
    public UnusableEventException(FailureReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public FailureReason reason() {
        return reason;
    }

    /** One sentence for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
