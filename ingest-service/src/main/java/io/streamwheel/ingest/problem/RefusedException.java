package io.streamwheel.ingest.problem;

import java.util.List;

/** A request that is refused as a whole: nothing of it is published. */
public final class RefusedException extends RuntimeException {

    private final Problem problem;
    private final transient List<FieldError> errors;
    private final long retryAfterSeconds;

    /**
     * @param detail for the client: what is wrong here, without names of classes and with at most
     *     100 characters of what it sent
     */
    public RefusedException(Problem problem, String detail) {
        this(problem, detail, List.of(), 0);
    }

    /**
     * @param retryAfterSeconds when it may come again; above 0
     */
    public RefusedException(Problem problem, String detail, long retryAfterSeconds) {
        this(problem, detail, List.of(), retryAfterSeconds);
    }

    /**
     * @param errors which parts of the request are wrong
     */
    public RefusedException(Problem problem, String detail, List<FieldError> errors) {
        this(problem, detail, errors, 0);
    }

    private RefusedException(
            Problem problem, String detail, List<FieldError> errors, long retryAfterSeconds) {
        super(detail, null, false, false); // an ordinary answer: nobody reads its stack trace
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Problem problem() {
        return problem;
    }

    /** When it may come again; 0 when nobody knows. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
