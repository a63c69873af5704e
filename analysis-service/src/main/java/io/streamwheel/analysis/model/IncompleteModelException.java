package io.streamwheel.analysis.model;

/** The stored rows of a version are not those that its build published. */
public final class IncompleteModelException extends RuntimeException {

    public IncompleteModelException(long version, String difference) {
        super("model " + version + " is not whole: " + difference);
    }
}
