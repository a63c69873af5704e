package io.streamwheel.benchmarks.compare;

/** A row of the comparison: ours, and its peer right after it. */
interface Part extends AutoCloseable {

    /**
     * So that what is measured is no longer the compiler.
     *
     * @param board its faults count, its figures do not
     */
    void warmUp(Board board) throws Exception;

    /**
     * One round of it.
     *
     * @param round the beginning of the events' ids
     */
    void measure(String round, Board board) throws Exception;

    /** Nothing to close, unless it says so. */
    @Override
    default void close() {}
}
