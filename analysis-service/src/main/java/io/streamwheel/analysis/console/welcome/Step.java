package io.streamwheel.analysis.console.welcome;

/**
 * A step on the way to the first recommendation.
 *
 * @param done whether it is behind
 * @param next whether it is the first that is not
 * @param share of it that is done, 0 to 1
 * @param words what is there, or what to do
 */
record Step(String title, boolean done, boolean next, double share, String words) {

    Step asNext() {
        return new Step(title, false, true, share, words);
    }

    /** Per hundred, for a meter. */
    public int percent() {
        return (int) Math.floor(share * 100);
    }
}
