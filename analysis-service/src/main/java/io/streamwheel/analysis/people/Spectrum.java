package io.streamwheel.analysis.people;

import io.streamwheel.analysis.cancellation.Interruption;
import java.util.Random;

/**
 * The leading eigenvectors of a graph: who belongs to which circles, without the noise of single
 * ties. By subspace iteration from a random start (Halko, Martinsson, Tropp: Finding structure with
 * randomness, 2011), seeded, so that the same graph gives the same vectors.
 *
 * @param rank how many vectors there are; 0 for a graph that is too large or too small for them
 * @param values the eigenvalues, the largest by amount first
 * @param vectors row after row, {@code rank} numbers a person
 * @param normalized whether ties are divided by the root of both degrees
 */
record Spectrum(int rank, float[] values, float[] vectors, boolean normalized) {

    private static final int OVERSAMPLING = 20;
    private static final int ROUNDS = 4;
    private static final int FEWEST = 8;

    /** Numbers kept; 32 MiB. */
    private static final int MOST_NUMBERS = 1 << 23;

    static Spectrum of(FollowGraph graph, int rank, boolean normalized) {
        int people = graph.people();
        int width = Math.min(people, rank + OVERSAMPLING);
        int kept = Math.min(rank, Math.min(width, MOST_NUMBERS / Math.max(1, people)));
        if (kept < FEWEST) {
            return new Spectrum(0, new float[0], new float[0], normalized);
        }
        width = Math.min(width, kept + OVERSAMPLING);
        float[] scale = scale(graph, normalized);
        float[][] basis = new float[width][people];
        Random random = new Random(42);
        for (float[] column : basis) {
            for (int i = 0; i < people; i++) {
                column[i] = (float) random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < width; j++) {
                basis[j] = multiply(graph, scale, basis[j]);
            }
            orthonormalize(basis);
        }
        return project(graph, scale, basis, kept, normalized);
    }

    private static float[] scale(FollowGraph graph, boolean normalized) {
        float[] scale = new float[graph.people()];
        for (int person = 0; person < scale.length; person++) {
            scale[person] = normalized ? root(graph, person) : 1;
        }
        return scale;
    }

    private static float root(FollowGraph graph, int person) {
        return (float) (1 / Math.sqrt(Math.max(1, graph.degree(person))));
    }

    private static float[] multiply(FollowGraph graph, float[] scale, float[] column) {
        Interruption.check();
        float[] product = new float[column.length];
        for (int person = 0; person < column.length; person++) {
            float sum = 0;
            for (int at = graph.rowStart(person); at < graph.rowEnd(person); at++) {
                int other = graph.tied(at);
                sum += scale[other] * column[other];
            }
            product[person] = scale[person] * sum;
        }
        return product;
    }

    /** Gram and Schmidt, twice over: once leaves rounding errors. */
    private static void orthonormalize(float[][] basis) {
        for (int j = 0; j < basis.length; j++) {
            Interruption.check();
            for (int again = 0; again < 2; again++) {
                for (int i = 0; i < j; i++) {
                    subtract(basis[j], basis[i], dot(basis[j], basis[i]));
                }
            }
            double length = Math.sqrt(dot(basis[j], basis[j]));
            // What depends on the others is no direction of its own.
            float factor = length > 1e-6 ? (float) (1 / length) : 0;
            for (int i = 0; i < basis[j].length; i++) {
                basis[j][i] *= factor;
            }
        }
    }

    private static void subtract(float[] from, float[] what, double times) {
        float factor = (float) times;
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * what[i];
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The eigenvectors within the basis (Rayleigh and Ritz). */
    private static Spectrum project(
            FollowGraph graph, float[] scale, float[][] basis, int kept, boolean normalized) {
        int width = basis.length;
        double[][] small = new double[width][width];
        for (int j = 0; j < width; j++) {
            float[] image = multiply(graph, scale, basis[j]);
            for (int i = 0; i < width; i++) {
                small[i][j] = dot(basis[i], image);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(small);
        int people = graph.people();
        float[] values = new float[kept];
        float[] vectors = new float[people * kept];
        for (int r = 0; r < kept; r++) {
            Interruption.check();
            values[r] = (float) eigen.values()[r];
            for (int i = 0; i < width; i++) {
                float part = (float) eigen.vectors()[i][r];
                for (int person = 0; person < people; person++) {
                    vectors[person * kept + r] += part * basis[i][person];
                }
            }
        }
        return new Spectrum(kept, values, vectors, normalized);
    }

    /**
     * Where the asking person stands: its own row, or for one who is not in the graph the place
     * that its ties give it, which is the same for one who is.
     */
    float[] placeOf(FollowGraph graph, Circle circle) {
        float[] place = new float[rank];
        if (circle.self() >= 0 && graph.degree(circle.self()) > 0) {
            System.arraycopy(vectors, circle.self() * rank, place, 0, rank);
            return place;
        }
        double own = 1 / Math.sqrt(Math.max(1, circle.size()));
        circle.tied()
                .keySet()
                .forEach(other -> {
                    float factor = normalized ? (float) own * root(graph, other) : 1;
                    for (int r = 0; r < rank; r++) {
                        place[r] += factor * vectors[other * rank + r];
                    }
                });
        for (int r = 0; r < rank; r++) {
            place[r] = Math.abs(values[r]) > 1e-6f ? place[r] / values[r] : 0;
        }
        return place;
    }

    /** The tie that the eigenvectors would have between a place and a person. */
    float tie(float[] place, int person) {
        float sum = 0;
        for (int r = 0; r < rank; r++) {
            sum += values[r] * place[r] * vectors[person * rank + r];
        }
        return sum;
    }

    /** The cosine between a place and a person. */
    float cosine(float[] place, int person) {
        double sum = 0;
        double one = 0;
        double other = 0;
        for (int r = 0; r < rank; r++) {
            float component = vectors[person * rank + r];
            sum += place[r] * component;
            one += place[r] * place[r];
            other += component * component;
        }
        return one == 0 || other == 0 ? 0 : (float) (sum / Math.sqrt(one * other));
    }
}
