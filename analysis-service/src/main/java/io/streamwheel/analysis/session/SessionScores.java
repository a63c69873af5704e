package io.streamwheel.analysis.session;

import java.util.function.IntPredicate;

/**
 * The sessions that speak for one session at hand, and the scores of items that come of it. A
 * buffer to be used again: not for two threads at once.
 */
final class SessionScores {

    private final SessionIndex index;
    private final float[] score;
    private final int[] touched;
    private int count;

    // The neighbor, from 1, that spoke for an item last: a session speaks for an item once. Below 0
    // for an item of the answer while parts are counted, whose row is beside.
    private final int[] heardFrom;
    private final int[] row;

    // The session at hand, the newest item first.
    private final int[] item = new int[SessionScorer.MAX_PREFIX];
    private final float[] weight = new float[SessionScorer.MAX_PREFIX];
    private final int[] cursor = new int[SessionScorer.MAX_PREFIX];
    private int length;

    // Those that speak, and which items each has in common, as bits.
    private final int[] session;
    private final float[] likeness;
    private final int[] common;
    private int neighbors;

    private final Largest largest = new Largest();

    SessionScores(SessionIndex index, int neighborhoodSize) {
        this.index = index;
        int items = index.items().size();
        score = new float[items];
        touched = new int[items];
        heardFrom = new int[items];
        row = new int[items];
        int most = Math.min(neighborhoodSize, index.size());
        session = new int[most];
        likeness = new float[most];
        common = new int[most];
    }

    /** Scores all items for a session; to be called on a cleared buffer. */
    void hear(int[] prefix) {
        length = Math.min(prefix.length, SessionScorer.MAX_PREFIX);
        for (int j = 0; j < length; j++) {
            item[j] = prefix[j];
            cursor[j] = index.begin(prefix[j]);
            weight[j] = SessionScorer.freshness(j) * index.rarity(prefix[j]);
        }
        while (neighbors < session.length && meetNext()) {}
        for (int n = 0; n < neighbors; n++) {
            speak(n);
        }
    }

    /** Goes through the sessions of all items at once, the newest first. */
    private boolean meetNext() {
        int newest = -1;
        for (int j = 0; j < length; j++) {
            if (cursor[j] < index.end(item[j])) {
                newest = Math.max(newest, index.posting(cursor[j]));
            }
        }
        if (newest < 0) {
            return false;
        }
        float sum = 0;
        int bits = 0;
        for (int j = 0; j < length; j++) {
            if (cursor[j] < index.end(item[j]) && index.posting(cursor[j]) == newest) {
                cursor[j]++;
                sum += weight[j];
                bits |= 1 << j;
            }
        }
        session[neighbors] = newest;
        likeness[neighbors] = sum / (1 + Integer.numberOfTrailingZeros(bits));
        common[neighbors++] = bits;
        return true;
    }

    private void speak(int neighbor) {
        int anchor = anchor(neighbor);
        for (int at = from(neighbor); at < to(neighbor); at++) {
            int each = index.item(at);
            if (heardFrom[each] == 0) {
                touched[count++] = each;
            }
            if (heardFrom[each] != neighbor + 1) {
                heardFrom[each] = neighbor + 1;
                score[each] += part(neighbor, at, anchor);
            }
        }
    }

    private int from(int neighbor) {
        return index.start(session[neighbor]);
    }

    private int to(int neighbor) {
        return index.start(session[neighbor] + 1);
    }

    private float part(int neighbor, int at, int anchor) {
        return likeness[neighbor]
                * SessionScorer.closeness(Math.abs(at - anchor))
                * index.rarity(index.item(at));
    }

    /** The last place of the newest common item. */
    private int anchor(int neighbor) {
        int newest = item[Integer.numberOfTrailingZeros(common[neighbor])];
        int at = to(neighbor) - 1;
        while (index.item(at) != newest) {
            at--;
        }
        return at;
    }

    /** The numbers of the best items that are allowed, best first; equal ones by number. */
    int[] best(int limit, IntPredicate allowed) {
        largest.begin(limit);
        for (int t = 0; t < count; t++) {
            int each = touched[t];
            long key = (long) Float.floatToRawIntBits(score[each]) << 32 | (0x7FFFFFFF - each);
            if (largest.takes(key) && allowed.test(each)) {
                largest.offer(key);
            }
        }
        largest.sort();
        int[] best = new int[largest.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] = 0x7FFFFFFF - (int) largest.get(best.length - 1 - i);
        }
        return best;
    }

    float of(int item) {
        return score[item];
    }

    /**
     * For each of these items, how much of its score each item of the session is the cause of: what
     * a neighbor says, by the weights of the items that it has in common. To be called once.
     */
    float[][] parts(int[] items) {
        float[][] parts = new float[items.length][length];
        for (int i = 0; i < items.length; i++) {
            heardFrom[items[i]] = -1;
            row[items[i]] = i;
        }
        for (int n = 0; n < neighbors; n++) {
            int anchor = anchor(n);
            for (int at = from(n); at < to(n); at++) {
                int each = index.item(at);
                if (heardFrom[each] < 0 && heardFrom[each] != -n - 2) {
                    heardFrom[each] = -n - 2;
                    share(n, part(n, at, anchor), parts[row[each]]);
                }
            }
        }
        return parts;
    }

    private void share(int neighbor, float amount, float[] parts) {
        float all = 0;
        for (int bits = common[neighbor]; bits != 0; bits &= bits - 1) {
            all += weight[Integer.numberOfTrailingZeros(bits)];
        }
        for (int bits = common[neighbor]; bits != 0; bits &= bits - 1) {
            int j = Integer.numberOfTrailingZeros(bits);
            parts[j] += amount * weight[j] / all;
        }
    }

    void clear() {
        for (int t = 0; t < count; t++) {
            score[touched[t]] = 0;
            heardFrom[touched[t]] = 0;
        }
        count = 0;
        neighbors = 0;
        length = 0;
    }
}
