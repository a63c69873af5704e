package io.streamwheel.analysis.people;

import java.util.HashSet;
import java.util.Set;

/**
 * How one person stands to others, as the store has it now.
 *
 * @param ids all ids of the person: the user id, if there is one, and anonymous ones
 * @param follows whom the person follows
 * @param left whom the person followed once
 * @param dismissed of whom the person does not want to be told
 */
public record Stances(
        Set<String> ids, Set<String> follows, Set<String> left, Set<String> dismissed) {

    /** Nothing is known but the id. */
    static Stances none(String id) {
        return new Stances(Set.of(id), Set.of(), Set.of(), Set.of());
    }

    public Stances {
        ids = Set.copyOf(ids);
        follows = Set.copyOf(follows);
        left = Set.copyOf(left);
        dismissed = Set.copyOf(dismissed);
    }

    /** How many others there are, at least 1. */
    int size() {
        return 1 + follows.size() + left.size() + dismissed.size();
    }

    /** Collects rows, the newest said first: of several ids of one person the newest stands. */
    public static final class Collector {

        private final Set<String> ids = new HashSet<>();
        private final Set<String> decided = new HashSet<>();
        private final Set<String> follows = new HashSet<>();
        private final Set<String> left = new HashSet<>();
        private final Set<String> dismissed = new HashSet<>();

        public void id(String id) {
            ids.add(id);
        }

        public void stands(String other, boolean following) {
            if (decided.add(other)) {
                (following ? follows : left).add(other);
            }
        }

        public void dismisses(String other) {
            dismissed.add(other);
        }

        public Stances collect() {
            return new Stances(ids, follows, left, dismissed);
        }
    }
}
