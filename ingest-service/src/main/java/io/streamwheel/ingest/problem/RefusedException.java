package io.streamwheel.ingest.problem;

/** A request that is refused as a whole: nothing of it is published. */
public final class RefusedException extends RuntimeException {

    private final Problem problem;

    /**
     * @param detail for the client: what is wrong here, without names of classes and with at most
     *     100 characters of what it sent
     */
    public RefusedException(Problem problem, String detail) {
        super(detail, null, false, false); // an ordinary answer: nobody reads its stack trace
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
