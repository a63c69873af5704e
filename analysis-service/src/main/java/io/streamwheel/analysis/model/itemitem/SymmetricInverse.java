package io.streamwheel.analysis.model.itemitem;

import java.util.function.IntConsumer;

/**
 * Inverts a symmetric positive definite matrix in place, by Gauss-Jordan elimination in blocks of
 * rows. Such a matrix needs no pivoting. A block stays in the processor's cache while all rows are
 * reduced by it, and the inner loop is one that the JIT turns into vector instructions.
 */
final class SymmetricInverse {

    private static final int BLOCK = 48;

    private SymmetricInverse() {}

    /**
     * @param matrix as many rows as columns
     * @throws ArithmeticException when it is not positive definite
     */
    static void inPlace(double[][] matrix, int threads, Progress progress) {
        int size = matrix.length;
        for (int from = 0; from < size; from += BLOCK) {
            int start = from;
            int end = Math.min(size, from + BLOCK);
            eliminateWithin(matrix, start, end);
            Workers.forEach(size, threads, silent(progress), () -> reducing(matrix, start, end));
            progress.at((double) end / size);
        }
    }

    /** Gauss-Jordan with the rows of the block, on these rows only, over all columns. */
    private static void eliminateWithin(double[][] matrix, int start, int end) {
        for (int pivot = start; pivot < end; pivot++) {
            double[] row = matrix[pivot];
            double diagonal = row[pivot];
            if (!(diagonal > 0)) {
                throw new ArithmeticException("the matrix is not positive definite at " + pivot);
            }
            row[pivot] = 1;
            scale(row, 1 / diagonal);
            for (int other = start; other < end; other++) {
                if (other != pivot) {
                    double factor = matrix[other][pivot];
                    matrix[other][pivot] = 0;
                    subtract(matrix[other], factor, row);
                }
            }
        }
    }

    private static IntConsumer reducing(double[][] matrix, int start, int end) {
        double[] factors = new double[end - start];
        return i -> {
            if (i >= start && i < end) {
                return;
            }
            double[] row = matrix[i];
            for (int k = start; k < end; k++) {
                factors[k - start] = row[k];
                row[k] = 0;
            }
            for (int k = start; k < end; k++) {
                subtract(row, factors[k - start], matrix[k]);
            }
        };
    }

    private static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    private static void subtract(double[] row, double factor, double[] other) {
        for (int j = 0; j < row.length; j++) {
            row[j] -= factor * other[j];
        }
    }

    /** Progress is told by blocks; whether to end is asked within them. */
    private static Progress silent(Progress progress) {
        return new Progress() {
            @Override
            public void at(double share) {}

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }
}
