package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.time.Instant;
import java.util.Arrays;

/**
 * Who follows whom on one site, as compressed rows. People are tied when one follows the other; a
 * row has everybody whom a person is tied to, those with the fewest ties first, because they say
 * the most and a walk that has to stop early should have met them. Immutable: replaced as a whole.
 *
 * <p>Four bytes and one per end of a tie, some 100 bytes per person.
 */
public final class FollowGraph {

    /** The person of the row follows the other one. */
    static final byte FOLLOWS = 1;

    /** The other one follows the person of the row. */
    static final byte FOLLOWED = 2;

    private final Dictionary dictionary;
    private final String[] people;
    private final int[] rowStarts;
    private final int[] tied;
    private final byte[] direction;
    private final int[] followers;
    private final int[] byFollowers;
    private final Instant readAt;

    private FollowGraph(
            Dictionary dictionary,
            String[] people,
            int[] rowStarts,
            int[] tied,
            byte[] direction,
            Instant readAt) {
        this.dictionary = dictionary;
        this.people = people;
        this.rowStarts = rowStarts;
        this.tied = tied;
        this.direction = direction;
        this.readAt = readAt;
        followers = new int[people.length];
        int[] follows = new int[people.length];
        for (int person = 0; person < people.length; person++) {
            for (int at = rowStarts[person]; at < rowStarts[person + 1]; at++) {
                followers[person] += direction[at] >> 1;
                follows[person] += direction[at] & FOLLOWS;
            }
        }
        byFollowers = new int[people.length];
        Arrays.setAll(byFollowers, i -> i);
        IntArrays.parallelQuickSort(byFollowers, (a, b) -> compareFame(a, b));
    }

    private int compareFame(int a, int b) {
        return followers[a] != followers[b]
                ? Integer.compare(followers[b], followers[a])
                : people[a].compareTo(people[b]);
    }

    int people() {
        return people.length;
    }

    /** How many ties there are, each counted once. */
    public int ties() {
        return tied.length / 2;
    }

    /** When the database was asked, by its own clock. */
    Instant readAt() {
        return readAt;
    }

    String name(int person) {
        return people[person];
    }

    /** The number of a person; -1 for one who neither follows nor is followed. */
    int find(String person) {
        return dictionary.find(person);
    }

    int rowStart(int person) {
        return rowStarts[person];
    }

    int rowEnd(int person) {
        return rowStarts[person + 1];
    }

    /** How many people a person is tied to. */
    int degree(int person) {
        return rowStarts[person + 1] - rowStarts[person];
    }

    int tied(int at) {
        return tied[at];
    }

    /** {@link #FOLLOWS}, {@link #FOLLOWED} or both. */
    byte direction(int at) {
        return direction[at];
    }

    int followers(int person) {
        return followers[person];
    }

    /** Everybody, those with the most followers first. */
    int byFollowers(int rank) {
        return byFollowers[rank];
    }

    /** Some ties taken out, with the same numbers for the same people. */
    FollowGraph without(boolean[] hidden) {
        int[] starts = new int[rowStarts.length];
        int[] left = new int[tied.length];
        byte[] directions = new byte[tied.length];
        int size = 0;
        for (int person = 0; person < people.length; person++) {
            for (int at = rowStarts[person]; at < rowStarts[person + 1]; at++) {
                if (!hidden[at]) {
                    left[size] = tied[at];
                    directions[size++] = direction[at];
                }
            }
            starts[person + 1] = size;
        }
        return new FollowGraph(
                dictionary,
                people,
                starts,
                Arrays.copyOf(left, size),
                Arrays.copyOf(directions, size),
                readAt);
    }

    /**
     * Collects who follows whom, in any order. Of what several ids of one person say about the same
     * other one, the newest stands.
     */
    public static final class Collector {

        private static final int FEWEST = 1024;

        private final Dictionary dictionary = new Dictionary();
        private long[] pair = new long[FEWEST];
        private long[] said = new long[FEWEST];
        private int size;

        /**
         * @param at when it was said, epoch milliseconds
         */
        public void add(String follower, String followed, boolean follows, long at) {
            if (follower.equals(followed)) {
                return;
            }
            if (size == pair.length) {
                pair = Arrays.copyOf(pair, size + (size >> 1));
                said = Arrays.copyOf(said, pair.length);
            }
            pair[size] = (long) dictionary.number(follower) << 32 | dictionary.number(followed);
            // The last bit is the state: of the same moment, what is not followed sorts last.
            said[size++] = at << 1 | (follows ? 0 : 1);
        }

        /** The graph. The collector is of no use afterwards. */
        public FollowGraph collect(Instant readAt) {
            long[] ends = new long[2 * size];
            int count = bothEnds(ends);
            ends = Arrays.copyOf(ends, count);
            LongArrays.radixSort(ends);
            return rows(ends, readAt);
        }

        /** Each follow twice: person, other one, direction; in 31, 31 and 2 bits. */
        private int bothEnds(long[] ends) {
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            pair = Arrays.copyOf(pair, size);
            said = Arrays.copyOf(said, size);
            LongArrays.radixSortIndirect(order, pair, said, true);
            int count = 0;
            for (int i = 0; i < size; i++) {
                int at = order[i];
                boolean newest = i + 1 == size || pair[order[i + 1]] != pair[at];
                if (newest && (said[at] & 1) == 0) {
                    long follower = pair[at] >>> 32;
                    long followed = pair[at] & 0xFFFFFFFFL;
                    ends[count++] = follower << 33 | followed << 2 | FOLLOWS;
                    ends[count++] = followed << 33 | follower << 2 | FOLLOWED;
                }
            }
            return count;
        }

        private FollowGraph rows(long[] ends, Instant readAt) {
            String[] names = dictionary.names();
            int[] starts = new int[names.length + 1];
            int[] tied = new int[ends.length];
            byte[] direction = new byte[ends.length];
            int ties = 0;
            for (int i = 0; i < ends.length; i++) {
                boolean same = i > 0 && ends[i] >>> 2 == ends[i - 1] >>> 2;
                if (!same) {
                    tied[ties++] = (int) (ends[i] >>> 2) & 0x7FFFFFFF;
                    starts[(int) (ends[i] >>> 33) + 1]++;
                }
                direction[ties - 1] |= (byte) (ends[i] & 3);
            }
            for (int person = 0; person < names.length; person++) {
                starts[person + 1] += starts[person];
            }
            fewestTiesFirst(starts, tied, direction);
            return new FollowGraph(
                    dictionary,
                    names,
                    starts,
                    Arrays.copyOf(tied, ties),
                    Arrays.copyOf(direction, ties),
                    readAt);
        }

        private static void fewestTiesFirst(int[] starts, int[] tied, byte[] direction) {
            long[] row = new long[16];
            for (int person = 0; person + 1 < starts.length; person++) {
                int from = starts[person];
                int length = starts[person + 1] - from;
                row = LongArrays.grow(row, length);
                // Degree, place in the row: sorting is by number where degrees are the same.
                for (int i = 0; i < length; i++) {
                    int other = tied[from + i];
                    row[i] = (long) (starts[other + 1] - starts[other]) << 32 | i;
                }
                Arrays.sort(row, 0, length);
                int[] others = Arrays.copyOfRange(tied, from, from + length);
                byte[] directions = Arrays.copyOfRange(direction, from, from + length);
                for (int i = 0; i < length; i++) {
                    tied[from + i] = others[(int) row[i]];
                    direction[from + i] = directions[(int) row[i]];
                }
            }
        }
    }
}
