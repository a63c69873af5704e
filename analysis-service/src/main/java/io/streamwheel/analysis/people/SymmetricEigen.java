package io.streamwheel.analysis.people;

import io.streamwheel.analysis.cancellation.Interruption;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's cyclic rotations (Golub,
 * Van Loan: Matrix Computations, 8.5). The largest by amount come first.
 *
 * @param vectors column after column: {@code vectors[i][r]} is component i of vector r
 */
record SymmetricEigen(double[] values, double[][] vectors) {

    private static final int MOST_SWEEPS = 12;

    /** The matrix is taken as symmetric and is used up. */
    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] columns = new double[n][n]; // transposed: one array a vector
        for (int i = 0; i < n; i++) {
            columns[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i][j] + matrix[j][i]) / 2;
                matrix[i][j] = mean;
                matrix[j][i] = mean;
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(matrix); sweep++) {
            for (int p = 0; p < n; p++) {
                Interruption.check();
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, columns, p, q);
                }
            }
        }
        return sorted(matrix, columns);
    }

    private static boolean isDiagonal(double[][] matrix) {
        double on = 0;
        double off = 0;
        for (int i = 0; i < matrix.length; i++) {
            on += matrix[i][i] * matrix[i][i];
            for (int j = 0; j < i; j++) {
                off += matrix[i][j] * matrix[i][j];
            }
        }
        return off <= 1e-18 * on;
    }

    private static void rotate(double[][] matrix, double[][] columns, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        turn(matrix[p], matrix[q], c, s);
        for (double[] row : matrix) {
            double a = row[p];
            double b = row[q];
            row[p] = c * a - s * b;
            row[q] = s * a + c * b;
        }
        turn(columns[p], columns[q], c, s);
    }

    private static void turn(double[] one, double[] other, double c, double s) {
        for (int i = 0; i < one.length; i++) {
            double a = one[i];
            double b = other[i];
            one[i] = c * a - s * b;
            other[i] = s * a + c * b;
        }
    }

    private static SymmetricEigen sorted(double[][] matrix, double[][] columns) {
        int n = matrix.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -Math.abs(matrix[i][i])));
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        for (int r = 0; r < n; r++) {
            values[r] = matrix[order[r]][order[r]];
            for (int i = 0; i < n; i++) {
                vectors[i][r] = columns[order[r]][i];
            }
        }
        return new SymmetricEigen(values, vectors);
    }
}
