package io.streamwheel.benchmarks.exchange;

/** Something that learns, and then lists. Its methods are called once each, in this order. */
public interface Contender {

    /** Takes the data into its own structures. Not measured. */
    void load(Past past, int threads) throws Exception;

    /** Learns all that it needs to answer quickly. */
    void train() throws Exception;

    /**
     * Lists for some visitors, best first, without the items of their past.
     *
     * @return one list for each of those asked, in their order
     */
    int[][] lists(int[] asked, int length) throws Exception;

    /** How it was set, in words. */
    String words();
}
