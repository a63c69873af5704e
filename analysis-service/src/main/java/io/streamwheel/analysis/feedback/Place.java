package io.streamwheel.analysis.feedback;

/**
 * Where a visitor stands among all of a site.
 *
 * @param bucket 0 to {@link #BUCKETS} - 1: visitors are put together by chance, so that the buckets
 *     tell how far chance goes
 */
public record Place(VisitorGroup group, int bucket) {

    public static final int BUCKETS = 64;

    /** Of a list that is for nobody in particular. */
    public static final Place NOBODYS = new Place(VisitorGroup.NONE, 0);

    public Place {
        if (bucket < 0 || bucket >= BUCKETS) {
            throw new IllegalArgumentException("a bucket is 0 to 63: " + bucket);
        }
    }

    public boolean isHeldOut() {
        return group == VisitorGroup.HOLDOUT;
    }
}
