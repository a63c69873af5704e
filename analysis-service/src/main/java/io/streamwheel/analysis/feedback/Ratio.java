package io.streamwheel.analysis.feedback;

/**
 * How much of something there is for each of something else, among one group of visitors, and how
 * far chance goes.
 *
 * <p>Visitors are what is assigned to a group, and one visitor's impressions are not independent of
 * each other, so that an interval for proportions would be too narrow. The buckets are independent:
 * the variance is that of the sums of the buckets by the delta method (Deng, Knoblich, Lu:
 * "Applying the Delta Method in Metric Analytics", KDD 2018, with buckets in place of visitors).
 *
 * @param sum of what is counted
 * @param of what it is counted by
 * @param value {@code sum / of}
 * @param relativeVariance of the value, over the value's square
 */
record Ratio(double sum, double of, double value, double relativeVariance) {

    /**
     * @param sums of the buckets
     * @param ofs what they are counted by
     */
    static Ratio of(double[] sums, double[] ofs) {
        double sum = 0;
        double of = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += sums[i];
            of += ofs[i];
        }
        double value = of == 0 ? 0 : sum / of;
        double squares = 0;
        for (int i = 0; i < sums.length; i++) {
            double rest = sums[i] - value * ofs[i];
            squares += rest * rest;
        }
        double variance = squares * sums.length / (sums.length - 1);
        return new Ratio(sum, of, value, sum == 0 ? 0 : variance / (sum * sum));
    }
}
