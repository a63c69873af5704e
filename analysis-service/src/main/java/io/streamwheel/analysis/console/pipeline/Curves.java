package io.streamwheel.analysis.console.pipeline;

import java.util.List;

/**
 * What the page draws, each over time, which is in seconds since 1970.
 *
 * @param stored and those after it are events a second
 * @param collected messages that wait in that queue, as are those after it
 * @param lag seconds
 */
record Curves(
        double[] at,
        double[] stored,
        double[] duplicates,
        double[] filtered,
        double[] failed,
        double[] collected,
        double[] enriched,
        double[] deadLetters,
        double[] lag) {

    /**
     * @param rows in the order of the columns
     */
    static Curves of(List<double[]> rows) {
        return new Curves(
                column(rows, 0),
                column(rows, 1),
                column(rows, 2),
                column(rows, 3),
                column(rows, 4),
                column(rows, 5),
                column(rows, 6),
                column(rows, 7),
                column(rows, 8));
    }

    private static double[] column(List<double[]> rows, int number) {
        return rows.stream().mapToDouble(row -> row[number]).toArray();
    }
}
