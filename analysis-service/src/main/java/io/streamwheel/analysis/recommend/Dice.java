package io.streamwheel.analysis.recommend;

/** Numbers that look random and are the same again: FNV-1a and the finish of SplitMix64. */
final class Dice {

    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double TO_SHARE = 0x1.0p-53;

    private Dice() {}

    static long of(String text) {
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Above 0 and below 1. */
    static double share(long bits) {
        return ((bits >>> 11) + 0.5) * TO_SHARE;
    }
}
