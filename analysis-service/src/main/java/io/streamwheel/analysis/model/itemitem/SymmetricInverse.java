package io.streamwheel.analysis.model.itemitem;

/**
 * Inverts a symmetric positive definite matrix in place, half of which is kept: row {@code i} has
 * the columns 0 to {@code i}. The sweep operator (Beaton, "The use of special matrix operators in
 * statistical calculus", 1964; Goodnight, The American Statistician 1979) in blocks of pivots: with
 * {@code K} the pivots of a block, {@code A_ij -= A_iK inv(A_KK) A_Kj} for all pairs outside it,
 * {@code A_iK = A_iK inv(A_KK)} and {@code A_KK = -inv(A_KK)}; when all are swept, the negative
 * inverse is left. Such a matrix needs no pivoting.
 *
 * <p>{@code size^3} floating-point operations, half of a Gauss-Jordan elimination of all rows. The
 * innermost loop has two rows and four pivots, so that the JIT makes vector instructions of it that
 * are not held up by loads and stores.
 */
final class SymmetricInverse {

    private static final int BLOCK = 32;
    private static final int TILE_ROWS = 32;
    private static final int TILE_COLUMNS = 512;

    private SymmetricInverse() {}

    /** How many additions and multiplications it takes. */
    static double operations(int size) {
        return (double) size * size * size;
    }

    /**
     * @param half row {@code i} of length {@code i + 1}
     * @throws ArithmeticException when the matrix is not positive definite
     */
    static void inPlace(double[][] half, int threads, Progress progress) {
        int size = half.length;
        for (int from = 0; from < size; from += BLOCK) {
            Sweep sweep = new Sweep(half, from, Math.min(size, from + BLOCK));
            int tiles = (size + TILE_ROWS - 1) / TILE_ROWS;
            Workers.forEach(tiles, threads, silent(progress), () -> sweep::scale);
            Workers.forEach(tiles, threads, silent(progress), () -> sweep::reduceFromBottom);
            sweep.finish();
            progress.at((double) sweep.to / size);
        }
        for (double[] row : half) {
            for (int j = 0; j < row.length; j++) {
                row[j] = -row[j];
            }
        }
    }

    /** One block of pivots. */
    private static final class Sweep {

        private final double[][] half;
        private final int from;
        private final int to;
        private final double[][] inverse;

        /** The columns of the block before the sweep, as rows over all items. */
        private final double[][] before;

        Sweep(double[][] half, int from, int to) {
            this.half = half;
            this.from = from;
            this.to = to;
            int width = to - from;
            before = new double[width][half.length];
            double[][] block = new double[width][width];
            for (int k = 0; k < width; k++) {
                for (int l = 0; l <= k; l++) {
                    block[k][l] = block[l][k] = half[from + k][from + l];
                }
            }
            invert(block, from);
            inverse = block;
        }

        /** Gauss-Jordan on a block that fits into the cache. */
        private static void invert(double[][] block, int offset) {
            int width = block.length;
            for (int pivot = 0; pivot < width; pivot++) {
                double diagonal = block[pivot][pivot];
                if (!(diagonal > 0)) {
                    throw new ArithmeticException(
                            "the matrix is not positive definite at " + (offset + pivot));
                }
                block[pivot][pivot] = 1;
                for (int j = 0; j < width; j++) {
                    block[pivot][j] /= diagonal;
                }
                for (int i = 0; i < width; i++) {
                    double factor = block[i][pivot];
                    if (i != pivot) {
                        block[i][pivot] = 0;
                        for (int j = 0; j < width; j++) {
                            block[i][j] -= factor * block[pivot][j];
                        }
                    }
                }
            }
        }

        /** Keeps what the columns of the block were, and writes what they become, in one tile. */
        void scale(int tile) {
            int width = to - from;
            double[] old = new double[width];
            for (int i = tile * TILE_ROWS; i < endOf(tile); i++) {
                if (i >= from && i < to) {
                    continue;
                }
                for (int k = 0; k < width; k++) {
                    old[k] = i < from ? half[from + k][i] : half[i][from + k];
                    before[k][i] = old[k];
                }
                for (int k = 0; k < width; k++) {
                    double sum = 0;
                    for (int l = 0; l < width; l++) {
                        sum += old[l] * inverse[l][k];
                    }
                    if (i < from) {
                        half[from + k][i] = sum;
                    } else {
                        half[i][from + k] = sum;
                    }
                }
            }
        }

        /** The long rows first, so that threads end together. */
        void reduceFromBottom(int tile) {
            int tiles = (half.length + TILE_ROWS - 1) / TILE_ROWS;
            reduce(tiles - 1 - tile);
        }

        private void reduce(int tile) {
            int width = to - from;
            int start = tile * TILE_ROWS;
            int end = endOf(tile);
            double[][] factors = new double[end - start][width];
            for (int i = start; i < end; i++) {
                for (int k = 0; k < width; k++) {
                    boolean own = i >= from && i < to;
                    factors[i - start][k] =
                            own ? 0 : i < from ? half[from + k][i] : half[i][from + k];
                }
            }
            for (int left = 0; left < end; left += TILE_COLUMNS) {
                for (int i = start; i < end; i += 2) {
                    reduceTwo(factors, start, i, end, left);
                }
            }
        }

        private void reduceTwo(double[][] factors, int start, int i, int end, int left) {
            boolean two = i + 1 < end;
            int right = Math.min(left + TILE_COLUMNS, i + 1);
            // Columns of the block itself are left alone: they are cut out of the range.
            reducePart(factors, start, i, two, left, Math.min(right, from));
            reducePart(factors, start, i, two, Math.max(left, to), right);
            if (two
                    && i + 1 >= left
                    && i + 1 < left + TILE_COLUMNS
                    && (i + 1 < from || i + 1 >= to)) {
                double sum = 0;
                for (int k = 0; k < to - from; k++) {
                    sum += factors[i + 1 - start][k] * before[k][i + 1];
                }
                half[i + 1][i + 1] -= sum;
            }
        }

        private void reducePart(
                double[][] factors, int start, int i, boolean two, int left, int right) {
            if (left >= right) {
                return;
            }
            double[] first = factors[i - start];
            double[] second = two ? factors[i + 1 - start] : first;
            double[] row = half[i];
            int width = to - from;
            int k = 0;
            for (; k + 4 <= width; k += 4) {
                if (two) {
                    subtract(row, half[i + 1], first, second, k, left, right);
                } else {
                    subtract(row, first, k, left, right);
                }
            }
            for (; k < width; k++) {
                subtractOne(row, first[k], before[k], left, right);
                if (two) {
                    subtractOne(half[i + 1], second[k], before[k], left, right);
                }
            }
        }

        private void subtract(
                double[] row,
                double[] next,
                double[] first,
                double[] second,
                int k,
                int left,
                int right) {
            double[] v0 = before[k];
            double[] v1 = before[k + 1];
            double[] v2 = before[k + 2];
            double[] v3 = before[k + 3];
            double a0 = -first[k];
            double a1 = -first[k + 1];
            double a2 = -first[k + 2];
            double a3 = -first[k + 3];
            double b0 = -second[k];
            double b1 = -second[k + 1];
            double b2 = -second[k + 2];
            double b3 = -second[k + 3];
            for (int j = left; j < right; j++) {
                row[j] =
                        Math.fma(
                                a3,
                                v3[j],
                                Math.fma(
                                        a2,
                                        v2[j],
                                        Math.fma(a1, v1[j], Math.fma(a0, v0[j], row[j]))));
                next[j] =
                        Math.fma(
                                b3,
                                v3[j],
                                Math.fma(
                                        b2,
                                        v2[j],
                                        Math.fma(b1, v1[j], Math.fma(b0, v0[j], next[j]))));
            }
        }

        private void subtract(double[] row, double[] first, int k, int left, int right) {
            for (int l = k; l < k + 4; l++) {
                subtractOne(row, first[l], before[l], left, right);
            }
        }

        private static void subtractOne(
                double[] row, double factor, double[] other, int left, int right) {
            for (int j = left; j < right; j++) {
                row[j] -= factor * other[j];
            }
        }

        private int endOf(int tile) {
            return Math.min(half.length, (tile + 1) * TILE_ROWS);
        }

        /** The block itself. */
        void finish() {
            for (int k = 0; k < to - from; k++) {
                for (int l = 0; l <= k; l++) {
                    half[from + k][from + l] = -inverse[k][l];
                }
            }
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
