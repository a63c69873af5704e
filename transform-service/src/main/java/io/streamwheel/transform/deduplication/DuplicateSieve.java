package io.streamwheel.transform.deduplication;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/**
 * Remembers which copy of an event went through, for a while and for so many events, in a fixed
 * amount of memory: 28 bytes a place and a quarter more places than entries, none of them an
 * object.
 *
 * <p>The table is set-associative like a processor's cache: a hash chooses a set of sixteen places,
 * and a new entry takes a free or outdated place of its set, else the oldest one. So it forgets a
 * few before it is full (one in thirty then), which is harmless: an event that it forgot passes,
 * and the store tells the copy.
 *
 * <p>Only what was confirmed by the broker is marked, see {@link SievedBatch}. The first mark of an
 * event stays: whoever came first is the original, however often the copies come again.
 */
public final class DuplicateSieve {

    private static final int WAYS = 16;
    private static final int NEVER = Integer.MIN_VALUE;

    private final Clock clock;
    private final long startedAt;
    private final int window;
    private final int sets;
    private final long[] high;
    private final long[] low;
    private final long[] copies;

    /** Seconds since the start. */
    private final int[] markedAt;

    /**
     * @param capacity events to remember, give or take a few per cent
     * @param window how long to remember them, in whole seconds
     */
    public DuplicateSieve(int capacity, Duration window, Clock clock) {
        if (capacity < WAYS || capacity > 1 << 27) {
            throw new IllegalArgumentException(
                    "capacity must be " + WAYS + " to " + (1 << 27) + ": " + capacity);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("window must be a second to a year: " + window);
        }
        this.clock = clock;
        this.startedAt = clock.millis() / 1000;
        this.window = (int) window.toSeconds();
        this.sets = Math.ceilDiv(capacity + capacity / 4, WAYS);
        int places = sets * WAYS;
        this.high = new long[places];
        this.low = new long[places];
        this.copies = new long[places];
        this.markedAt = new int[places];
        Arrays.fill(markedAt, NEVER);
    }

    /** Begins a batch, which one thread sieves. */
    public SievedBatch newBatch() {
        return new SievedBatch(this);
    }

    /** Whether another copy of the event went through within the window. */
    synchronized boolean hasOtherCopy(EventHash hash, long copyId) {
        int place = find(hash, now());
        return place >= 0 && copies[place] != copyId;
    }

    /** The event went through as this copy. No effect when another copy is remembered. */
    synchronized void mark(EventHash hash, long copyId) {
        int now = now();
        if (find(hash, now) >= 0) {
            return;
        }
        int place = placeToTake(hash, now);
        high[place] = hash.high();
        low[place] = hash.low();
        copies[place] = copyId;
        markedAt[place] = now;
    }

    private int now() {
        return (int) (clock.millis() / 1000 - startedAt);
    }

    private int find(EventHash hash, int now) {
        int first = firstPlace(hash);
        for (int place = first; place < first + WAYS; place++) {
            if (high[place] == hash.high() && low[place] == hash.low() && isLive(place, now)) {
                return place;
            }
        }
        return -1;
    }

    private int placeToTake(EventHash hash, int now) {
        int first = firstPlace(hash);
        int oldest = first;
        for (int place = first; place < first + WAYS; place++) {
            if (!isLive(place, now)) {
                return place;
            }
            if (markedAt[place] < markedAt[oldest]) {
                oldest = place;
            }
        }
        return oldest;
    }

    private int firstPlace(EventHash hash) {
        return (int) Long.remainderUnsigned(hash.low(), sets) * WAYS;
    }

    private boolean isLive(int place, int now) {
        return markedAt[place] != NEVER && now - markedAt[place] < window;
    }
}
