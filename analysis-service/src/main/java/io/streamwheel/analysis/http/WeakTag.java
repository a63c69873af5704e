package io.streamwheel.analysis.http;

/** Makes the ETag of an answer out of everything that it says, in its order. */
final class WeakTag {

    private long hash;

    WeakTag(long... first) {
        for (long each : first) {
            add(each);
        }
    }

    void add(long next) {
        long mixed = (hash ^ next) * 0x9E3779B97F4A7C15L;
        hash = mixed ^ (mixed >>> 29);
    }

    @Override
    public String toString() {
        return "W/\"" + Long.toHexString(hash) + '"';
    }
}
