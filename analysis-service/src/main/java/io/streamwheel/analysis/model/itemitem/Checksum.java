package io.streamwheel.analysis.model.itemitem;

/**
 * A sum over weighted pairs that does not depend on their order: tells a whole model from a part,
 * and from one of which a row has changed.
 */
public final class Checksum {

    private long sum;

    /** Adds a pair with its weight. */
    public void add(String from, String to, float score) {
        long hash = 31L * from.hashCode() + to.hashCode();
        hash = hash * 0x9E3779B97F4A7C15L + Float.floatToIntBits(score);
        // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): neighbors in value spread out.
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        sum += hash ^ (hash >>> 31);
    }

    /** Of all that was added. */
    public long value() {
        return sum;
    }
}
