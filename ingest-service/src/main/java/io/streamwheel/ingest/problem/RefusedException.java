package io.streamwheel.ingest.problem;

import java.util.List;

/** A request that is refused as a whole: nothing of it is published. */
public final class RefusedException extends RuntimeException {

    private final Problem problem;
    private final transient List<FieldError> errors;

    /**
     * @param detail for the client: what is wrong here, without names of classes and with at most
     *     100 characters of what it sent
     */
    public RefusedException(Problem problem, String detail) {
        this(problem, detail, List.of());
    }

    /**
     * @param errors which parts of the request are wrong
     */
    public RefusedException(Problem problem, String detail, List<FieldError> errors) {
        super(detail, null, false, false); // an ordinary answer: nobody reads its stack trace
        this.problem = problem;
        this.errors = List.copyOf(errors);
    }

    public Problem problem() {
        return problem;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
