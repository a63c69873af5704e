package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.ints.Int2FloatOpenHashMap;

/**
 * The people whom one person may know, and what speaks for each: features of a linear mix. Those
 * that depend on the asking person alone are left out, for they move no order.
 *
 * @param person the number of each, most allocated resource first
 * @param common how many connections are common
 * @param allocated resource allocation, see {@link Walk}
 * @param features one row per person; empty where nobody asked for them
 */
record Candidates(int[] person, int[] common, float[] allocated, float[][] features) {

    /**
     * More are not compared by the mix: of friendships held back, 99 % were among the first 200.
     */
    static final int MOST = 200;

    static final int FEATURES = 17;

    private static final int LONGEST_ROW = 1_000;

    int size() {
        return person.length;
    }

    /** Without features. */
    static Candidates of(Walk walk, int most) {
        int[] places = walk.best(most);
        int[] person = new int[places.length];
        int[] common = new int[places.length];
        float[] allocated = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            person[i] = walk.person(places[i]);
            common[i] = walk.common(places[i]);
            allocated[i] = walk.allocated(places[i]);
        }
        return new Candidates(person, common, allocated, new float[0][]);
    }

    static Candidates withFeatures(
            FollowGraph graph, Spectrum plain, Spectrum normalized, Walk walk, int most) {
        int[] places = walk.best(most);
        Candidates bare = of(walk, most);
        float[][] features = new float[places.length][];
        float mostAllocated = 1e-12f;
        float mostCounted = 1e-12f;
        float mostTied = 1e-12f;
        float[] plainPlace = plain.placeOf(graph, walk.circle());
        float[] normalPlace = normalized.placeOf(graph, walk.circle());
        float[] normalTie = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            mostAllocated = Math.max(mostAllocated, walk.allocated(places[i]));
            mostCounted = Math.max(mostCounted, walk.counted(places[i]));
            normalTie[i] = normalized.tie(normalPlace, walk.person(places[i]));
            mostTied = Math.max(mostTied, normalTie[i]);
        }
        Int2FloatOpenHashMap third = walk.third();
        double own = Math.max(1, walk.circle().size());
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            int person = walk.person(place);
            double degree = Math.max(1, graph.degree(person));
            double counted = walk.counted(place);
            double allocated = walk.allocated(place);
            double plainTie = plain.tie(plainPlace, person);
            double root = Math.sqrt(degree * own);
            double count = Math.max(0.25, counted);
            features[i] =
                    new float[] {
                        log(allocated, 1e-4),
                        (float) allocated,
                        (float) allocated / mostAllocated,
                        log(count, 0),
                        (float) counted / mostCounted,
                        log(walk.adamicAdar(place), 1e-3),
                        log(allocated / count, 1e-6),
                        (float) (counted / root),
                        (float) (counted / Math.max(1, degree + own - counted)),
                        log(degree, 0),
                        log(degree, 0) * log(degree, 0),
                        log(third.get(person) / root, 1e-6),
                        log(fourth(graph, third, person) / root, 1e-6),
                        (float) Math.clamp(plainTie, -0.2, 1.2),
                        log(Math.max(0, plainTie), 3e-3),
                        normalized.cosine(normalPlace, person),
                        Math.max(0, normalTie[i]) / mostTied,
                    };
        }
        return new Candidates(bare.person, bare.common, bare.allocated, features);
    }

    /** What arrives with a fourth step, along the ties that the person shares with the fewest. */
    private static double fourth(FollowGraph graph, Int2FloatOpenHashMap third, int person) {
        double sum = 0;
        int from = graph.rowStart(person);
        int to = Math.min(graph.rowEnd(person), from + LONGEST_ROW);
        for (int at = from; at < to; at++) {
            int other = graph.tied(at);
            sum += third.get(other) / graph.degree(other);
        }
        return sum;
    }

    private static float log(double value, double floor) {
        return (float) Math.log(value + floor);
    }
}
