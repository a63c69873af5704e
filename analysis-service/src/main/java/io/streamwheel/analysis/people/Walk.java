package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.ints.Int2ByteMap;
import it.unimi.dsi.fastutil.ints.Int2FloatOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Two steps from a person over everybody whom the person is tied to, fewest ties first. What it
 * counts of each person that it meets: the common connections, and resource allocation, in which
 * each common connection says 1/(number of its ties) (Zhou, Lü, Zhang: Predicting missing links via
 * local information, 2009), as well as Adamic and Adar's 1/log of it (2003). A step against the
 * direction of a follow counts half; among people who follow each other all of this is the plain
 * measure.
 *
 * <p>It takes at most {@link #STEPS} steps, and {@link #STEPS_FROM_ONE} over one connection: the
 * further ties of somebody with a hundred thousand of them say next to nothing.
 */
final class Walk {

    static final int STEPS = 200_000;
    static final int STEPS_FROM_ONE = 5_000;

    private static final float AGAINST = 0.5f;

    private final FollowGraph graph;
    private final Circle circle;
    private final Int2IntOpenHashMap places = new Int2IntOpenHashMap(1024);
    private int[] person = new int[1024];
    private int[] common = new int[1024];
    private float[] counted = new float[1024];
    private float[] allocated = new float[1024];
    private float[] adamicAdar = new float[1024];
    private int size;

    Walk(FollowGraph graph, Circle circle) {
        this.graph = graph;
        this.circle = circle;
        places.defaultReturnValue(-1);
        forEachStep((by, weight, met) -> {
            int place = place(met);
            float degree = Math.max(graph.degree(by), 2);
            common[place]++;
            counted[place] += weight;
            allocated[place] += weight / degree;
            adamicAdar[place] += weight / (float) Math.log(degree);
        });
        addFollowers();
    }

    /** One who follows back says as much as its attention is worth: 1/(number of its ties). */
    private void addFollowers() {
        for (Int2ByteMap.Entry each : circle.tied().int2ByteEntrySet()) {
            if (each.getByteValue() == FollowGraph.FOLLOWED) {
                int place = place(each.getIntKey());
                allocated[place] += 1f / Math.max(1, graph.degree(each.getIntKey()));
            }
        }
    }

    /** A step by a connection to somebody. */
    interface Step {

        void take(int by, float weight, int met);
    }

    /** The same steps each time. */
    void forEachStep(Step step) {
        int left = STEPS;
        for (Int2ByteMap.Entry each : circle.tied().int2ByteEntrySet()) {
            int by = each.getIntKey();
            float first = (each.getByteValue() & FollowGraph.FOLLOWS) != 0 ? 1 : AGAINST;
            int from = graph.rowStart(by);
            int to = Math.min(graph.rowEnd(by), from + Math.min(left, STEPS_FROM_ONE));
            for (int at = from; at < to; at++) {
                float second = (graph.direction(at) & FollowGraph.FOLLOWS) != 0 ? 1 : AGAINST;
                step.take(by, first * second, graph.tied(at));
            }
            left -= to - from;
            if (left == 0) {
                return;
            }
        }
    }

    private int place(int met) {
        int known = places.putIfAbsent(met, size);
        if (known >= 0) {
            return known;
        }
        if (size == person.length) {
            int larger = 2 * size;
            person = Arrays.copyOf(person, larger);
            common = Arrays.copyOf(common, larger);
            counted = Arrays.copyOf(counted, larger);
            allocated = Arrays.copyOf(allocated, larger);
            adamicAdar = Arrays.copyOf(adamicAdar, larger);
        }
        person[size] = met;
        return size++;
    }

    /** The places of those who may be told of, most allocated first. */
    int[] best(int most) {
        int[] candidates = new int[size];
        int count = 0;
        for (int place = 0; place < size; place++) {
            if (!circle.barred().contains(person[place])) {
                candidates[count++] = place;
            }
        }
        candidates = Arrays.copyOf(candidates, count);
        IntArrays.quickSort(candidates, this::compare);
        return count > most ? Arrays.copyOf(candidates, most) : candidates;
    }

    private int compare(int a, int b) {
        int byScore = Float.compare(allocated[b], allocated[a]);
        return byScore != 0 ? byScore : Integer.compare(person[a], person[b]);
    }

    int size() {
        return size;
    }

    int person(int place) {
        return person[place];
    }

    int common(int place) {
        return common[place];
    }

    float counted(int place) {
        return counted[place];
    }

    float allocated(int place) {
        return allocated[place];
    }

    float adamicAdar(int place) {
        return adamicAdar[place];
    }

    Circle circle() {
        return circle;
    }

    /**
     * One step more, from everybody met: where it ends, and how much arrives. Those with the most
     * to give go first, {@link #STEPS} steps at most.
     */
    Int2FloatOpenHashMap third() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        IntArrays.quickSort(
                order,
                (a, b) -> {
                    int more =
                            Float.compare(
                                    allocated[b] / graph.degree(person[b]),
                                    allocated[a] / graph.degree(person[a]));
                    return more != 0 ? more : Integer.compare(person[a], person[b]);
                });
        Int2FloatOpenHashMap arrived = new Int2FloatOpenHashMap(4 * size);
        int left = STEPS;
        for (int place : order) {
            int from = graph.rowStart(person[place]);
            int to = Math.min(graph.rowEnd(person[place]), from + Math.min(left, STEPS_FROM_ONE));
            float each = allocated[place] / graph.degree(person[place]);
            for (int at = from; at < to; at++) {
                arrived.addTo(graph.tied(at), each);
            }
            left -= to - from;
            if (left == 0) {
                break;
            }
        }
        return arrived;
    }
}
