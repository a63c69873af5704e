package io.streamwheel.analysis.content;

/**
 * An item in the terms of one {@link ContentModel}: TF-IDF weights of length 1, or no terms.
 *
 * @param terms their numbers, rising
 * @param weights one for each
 */
record ContentVector(int[] terms, float[] weights) {

    static final ContentVector NONE = new ContentVector(new int[0], new float[0]);

    /**
     * @param weights are changed
     */
    static ContentVector ofLengthOne(int[] terms, float[] weights) {
        double squares = 0;
        for (float weight : weights) {
            squares += (double) weight * weight;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= length;
        }
        return new ContentVector(terms, weights);
    }

    /** The cosine of two, 0 to 1. */
    float dot(ContentVector other) {
        float sum = 0;
        for (int i = 0, j = 0; i < terms.length && j < other.terms.length; ) {
            if (terms[i] < other.terms[j]) {
                i++;
            } else if (terms[i] > other.terms[j]) {
                j++;
            } else {
                sum += weights[i++] * other.weights[j++];
            }
        }
        return sum;
    }
}
