package io.streamwheel.testkit.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the choices of one case. Each is a number that is noted, so that the case can be made again
 * from the list of its choices, and a smaller case from a smaller list. Zero is always the simplest
 * choice.
 */
public final class Chance {

    private final SplittableRandom random;
    private final List<Integer> replayed;
    private final List<Integer> made = new ArrayList<>();
    private final boolean replays;

    private Chance(SplittableRandom random, List<Integer> replayed, boolean replays) {
        this.random = random;
        this.replayed = replayed;
        this.replays = replays;
    }

    static Chance ofSeed(long seed) {
        return new Chance(new SplittableRandom(seed), List.of(), false);
    }

    /** The same choices again; zero where there are none left or one does not fit. */
    static Chance of(List<Integer> choices) {
        return new Chance(new SplittableRandom(0), choices, true);
    }

    /** What was chosen so far. */
    List<Integer> choices() {
        return made;
    }

    /** 0 to {@code bound} - 1. */
    public int below(int bound) {
        int choice = replays ? again(bound) : random.nextInt(bound);
        made.add(choice);
        return choice;
    }

    private int again(int bound) {
        int at = made.size();
        return at < replayed.size() ? Math.min(replayed.get(at), bound - 1) : 0;
    }

    /** Both ends are possible. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Once in so many times; never in the simplest case. */
    public boolean oneIn(int times) {
        return below(times) == times - 1;
    }

    /** One of them; the first is the simplest. */
    @SafeVarargs
    public final <T> T oneOf(T... all) {
        return all[below(all.length)];
    }

    /** One of them; the first is the simplest. */
    public <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    public long anyLong() {
        return (long) below(1 << 30) << 34 ^ (long) below(1 << 30) << 10 ^ below(1 << 10);
    }

    /** At most so many bytes of any kind. */
    public byte[] bytes(int most) {
        byte[] bytes = new byte[below(most + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) below(256);
        }
        return bytes;
    }
}
