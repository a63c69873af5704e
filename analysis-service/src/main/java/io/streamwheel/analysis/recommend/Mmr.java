package io.streamwheel.analysis.recommend;

/**
 * Maximal marginal relevance: the next item is the one that is most relevant and least like those
 * that are taken already (Carbonell and Goldstein: "The use of MMR, diversity-based reranking for
 * reordering documents and producing summaries", SIGIR 1998).
 */
final class Mmr {

    private Mmr() {}

    /** Of two candidates, 0 to 1. */
    @FunctionalInterface
    interface Likeness {
        float of(int a, int b);
    }

    /**
     * The numbers of the candidates in their new order.
     *
     * @param relevance of each candidate, 0 to 1
     * @param lambda 1 for relevance alone, 0 for difference alone
     */
    static int[] order(float[] relevance, Likeness likeness, int limit, double lambda) {
        int count = relevance.length;
        int[] order = new int[Math.min(limit, count)];
        float[] likest = new float[count];
        boolean[] taken = new boolean[count];
        for (int place = 0; place < order.length; place++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double worth = lambda * relevance[i] - (1 - lambda) * likest[i];
                if (!taken[i] && worth > most) {
                    best = i;
                    most = worth;
                }
            }
            order[place] = best;
            taken[best] = true;
            for (int i = 0; i < count; i++) {
                if (!taken[i]) {
                    likest[i] = Math.max(likest[i], likeness.of(best, i));
                }
            }
        }
        return order;
    }
}
