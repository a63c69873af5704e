package io.streamwheel.transport;

/**
 * The threads that carry virtual ones, on which requests are served. Java has one for each
 * processor. Whoever is carried by one that the operating system has put aside waits with it, and
 * so do those behind it, though others of the process may have a processor at that moment: with two
 * for each, less waits for one.
 */
public final class Carriers {

    /** Of the scheduler of virtual threads (JEP 444); whoever sets it is asked no more. */
    static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private static final int OF_A_PROCESSOR = 2;

    private Carriers() {}

    /** Before the first virtual thread of the process: nothing changes afterwards. */
    public static void twoForEachProcessor() {
        if (System.getProperty(PARALLELISM) == null) {
            int carriers = OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
            System.setProperty(PARALLELISM, String.valueOf(carriers));
        }
    }
}
