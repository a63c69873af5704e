package io.streamwheel.analysis.failed;

/** An edited payload that breaks a rule. */
public final class EditRefusedException extends RuntimeException {

    private final String pointer;

    /**
     * @param pointer to the part of the payload that is wrong; empty for all of it
     * @param rule what that part must be
     */
    EditRefusedException(String pointer, String rule) {
        super(rule);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }

    /** What the part must be. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}
