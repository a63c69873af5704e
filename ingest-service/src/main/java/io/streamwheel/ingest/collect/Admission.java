package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How much is worked on at once; the rest waits, and the newest goes first (adaptive LIFO and
 * controlled delay: Maurer, "Fail at Scale", ACM Queue 13(8), 2015). While there is room for all
 * nobody waits, and a stall of the broker that is shorter than the patience refuses nobody. Once
 * somebody has been waiting for longer than that, it is an overload, in which some must be refused
 * in any order: first come, first served would answer all as late as patience allows; here those
 * are answered who have just come. Who has waited for a tenth of the patience is left to the time
 * when hardly anything is worked on, and else refused when the patience is over and not before: who
 * is refused comes back at once.
 */
public final class Admission {

    private static final int TENTH = 10;
    private static final int EIGHTH = 8;

    private final long room;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Deque<Waiting> newestFirst = new ArrayDeque<>();
    private long used;

    /** Since when somebody has been waiting, but for moments. */
    private long crowdedSince;

    /** When somebody last ceased to wait. */
    private long crowdedUntil;

    /**
     * @param room bytes of bodies that are worked on; a larger one is, by itself
     * @param patience how long one may wait for room
     */
    public Admission(long room, Duration patience) {
        this(room, patience, System::nanoTime);
    }

    Admission(long room, Duration patience, LongSupplier nanoTime) {
        if (room < 1 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "room of at least a byte and no negative patience: " + room + ", " + patience);
        }
        this.room = room;
        this.patience = patience;
        this.nanoTime = nanoTime;
        crowdedUntil = nanoTime.getAsLong() - patience.toNanos();
    }

    /** A part of the room, to be closed once. */
    @FunctionalInterface
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until there is room.
     *
     * @throws RefusedException {@code OVERLOADED}: there was none in time
     */
    Pass enter(long bytes) {
        long share = Math.min(bytes, room);
        Waiting late;
        synchronized (this) {
            if (used + share <= room) {
                used += share;
                return () -> leave(share);
            }
            late = new Waiting(share, Thread.currentThread(), nanoTime.getAsLong());
            if (newestFirst.isEmpty() && !isMoment(late.since - crowdedUntil)) {
                crowdedSince = late.since;
            }
            newestFirst.push(late);
        }
        if (!isAdmitted(late)) {
            throw new RefusedException(
                    Problem.OVERLOADED, "too many events are waiting, send them again");
        }
        return () -> leave(share);
    }

    /** Requests that wait for room. */
    public synchronized int waiting() {
        return newestFirst.size();
    }

    private boolean isAdmitted(Waiting late) {
        long left = patience.toNanos();
        while (!late.admitted && left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = late.since + patience.toNanos() - nanoTime.getAsLong();
        }
        return late.admitted || !givesUp(late);
    }

    /** False when it was admitted meanwhile. */
    private synchronized boolean givesUp(Waiting late) {
        crowdedUntil = nanoTime.getAsLong();
        return newestFirst.remove(late);
    }

    private synchronized void leave(long share) {
        used -= share;
        long now = nanoTime.getAsLong();
        Waiting next = newestFirst.peek();
        while (next != null && used + next.share <= roomFor(next, now)) {
            newestFirst.pop();
            crowdedUntil = now;
            used += next.share;
            next.admitted = true;
            LockSupport.unpark(next.thread);
            next = newestFirst.peek();
        }
    }

    private long roomFor(Waiting next, long now) {
        boolean overload = now - crowdedSince > patience.toNanos();
        boolean stale = !isMoment(now - next.since);
        return overload && stale && used > 0 ? room / EIGHTH : room;
    }

    private boolean isMoment(long nanos) {
        return nanos <= patience.toNanos() / TENTH;
    }

    private static final class Waiting {

        private final long share;
        private final Thread thread;
        private final long since;
        private volatile boolean admitted;

        private Waiting(long share, Thread thread, long since) {
            this.share = share;
            this.thread = thread;
            this.since = since;
        }
    }
}
