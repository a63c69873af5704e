package io.streamwheel.standalone.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Someone who visits the demo shop.
 *
 * @param tastes departments this visitor likes, the dearest first
 */
record Visitor(String name, Acquaintance acquaintance, List<Department> tastes) {

    /** Whether the shop knows who it is. */
    enum Acquaintance {
        /** Signed in from the first visit on. */
        KNOWN,
        /** Comes without a name and signs in one day. */
        SIGNS_IN,
        /** Never says a name. */
        ANONYMOUS
    }

    private static final double OUT_OF_CURIOSITY = 0.05;
    private static final double[] SHARES = {0.62, 0.26, 0.12};

    Visitor {
        if (tastes.isEmpty() || tastes.size() > SHARES.length) {
            throw new IllegalArgumentException("tastes must be 1 to 3, not " + tastes.size());
        }
    }

    /** The user id of a visitor that the shop knows at this moment, else null. */
    @Nullable String userId(boolean signedIn) {
        return signedIn ? name : null;
    }

    /** The id in the browser's cookie; one who is known everywhere has none. */
    @Nullable String anonymousId() {
        return acquaintance == Acquaintance.KNOWN ? null : "a-" + name;
    }

    /** Where to look next: a taste by its share, now and then anywhere. */
    Department nextDepartment(RandomGenerator random) {
        if (random.nextDouble() < OUT_OF_CURIOSITY) {
            return Department.values()[random.nextInt(Department.values().length)];
        }
        double draw = random.nextDouble();
        for (int i = 0; i < tastes.size() - 1; i++) {
            draw -= SHARES[i];
            if (draw < 0) {
                return tastes.get(i);
            }
        }
        return tastes.getLast();
    }
}
