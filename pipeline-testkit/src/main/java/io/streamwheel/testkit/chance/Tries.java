package io.streamwheel.testkit.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Holds a check against many made-up cases. The seed is fixed, so a build is the same every time;
 * {@code -Dstreamwheel.tries=100000 -Dstreamwheel.seed=7} tries more and others. A case that fails
 * is made smaller as long as it goes on to fail: choices are left out or lowered, as Hypothesis
 * does (MacIver, Donaldson: "Test-case reduction via test-case generation", ECOOP 2020).
 */
public final class Tries {

    private static final int DEFAULT = 300;
    private static final int MOST_REDUCTIONS = 2_000;

    private Tries() {}

    /** What must hold for every case. */
    @FunctionalInterface
    public interface Check {
        void hold(Chance chance) throws Exception;
    }

    /**
     * Tries as often as the property says, or 300 times.
     *
     * @throws AssertionError the smallest case that fails, with what failed as its cause
     */
    public static void check(Check check) {
        check(1, check);
    }

    /**
     * The same for a check that takes long: only so many of the tries are made.
     *
     * @param oneIn divides the tries
     */
    public static void check(int oneIn, Check check) {
        int tries = Math.max(1, Integer.getInteger("streamwheel.tries", DEFAULT) / oneIn);
        SplittableRandom seeds = new SplittableRandom(Long.getLong("streamwheel.seed", 20261122L));
        for (int i = 0; i < tries; i++) {
            long seed = seeds.nextLong();
            Chance chance = Chance.ofSeed(seed);
            Throwable failure = failure(check, chance);
            if (failure != null) {
                throw smallest(check, chance.choices(), failure, "try " + i + ", seed " + seed);
            }
        }
    }

    private static @Nullable Throwable failure(Check check, Chance chance) {
        try {
            check.hold(chance);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        } catch (Exception | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    private static AssertionError smallest(
            Check check, List<Integer> choices, Throwable failure, String origin) {
        List<Integer> smallest = choices;
        Throwable told = failure;
        int left = MOST_REDUCTIONS;
        boolean smaller = true;
        while (smaller && left > 0) {
            smaller = false;
            for (List<Integer> candidate : reductions(smallest)) {
                if (left-- <= 0) {
                    break;
                }
                Chance chance = Chance.of(candidate);
                Throwable again = failure(check, chance);
                if (again != null && again.getClass() == failure.getClass()) {
                    smallest = candidate;
                    told = again;
                    smaller = true;
                    break;
                }
            }
        }
        return new AssertionError(
                origin + ", made smaller to " + smallest.size() + " choices: " + told.getMessage(),
                told);
    }

    /** Shorter ones first, then lower ones. */
    private static Iterable<List<Integer>> reductions(List<Integer> choices) {
        List<List<Integer>> all = new ArrayList<>();
        for (int block = Integer.highestOneBit(Math.max(1, choices.size()));
                block > 0;
                block /= 2) {
            for (int from = 0; from + block <= choices.size(); from += block) {
                List<Integer> shorter = new ArrayList<>(choices.subList(0, from));
                shorter.addAll(choices.subList(from + block, choices.size()));
                all.add(shorter);
            }
        }
        for (int i = 0; i < choices.size(); i++) {
            int choice = choices.get(i);
            for (int lower : new int[] {0, choice / 2, choice - 1}) {
                if (lower >= 0 && lower < choice) {
                    List<Integer> lowered = new ArrayList<>(choices);
                    lowered.set(i, lower);
                    all.add(lowered);
                }
            }
        }
        return all;
    }
}
