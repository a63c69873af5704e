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
 * nobody waits. In an overload some must be refused in any order: first come, first served would
 * answer all as late as patience allows; here those are answered who have just come.
 *
 * <p>Who has waited for more than a moment is left until no newer one had to wait for as long, or,
 * where more waits than half of the room would take, until nobody had to wait at all; and is else
 * refused when the patience is over and not before: who is refused comes back at once. A stall of
 * the broker is no overload: when it ends, whoever waited through it counts as having just come.
 */
public final class Admission {

    /** A twentieth of the patience is a moment. */
    private static final int MOMENTS = 20;

    /** A quarter of the patience in which nothing is done with is a stall. */
    private static final int STALLS = 4;

    /** A large body counts as a part of the room: it would else wait until all others are gone. */
    private static final int LARGEST = 8;

    private final long room;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Deque<Waiting> newestFirst = new ArrayDeque<>();
    private long used;

    /** What those who wait would use. */
    private long wanted;

    /** When somebody last had to wait. */
    private long lastQueued;

    /** When something was last done with. */
    private long lastLeft;

    /** When the last stall ended. */
    private long stalledUntil;

    /**
     * @param room bytes of bodies that are worked on, of which one counts for an eighth at most
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
        lastQueued = nanoTime.getAsLong();
        lastLeft = lastQueued;
        stalledUntil = lastQueued;
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
        long share = Math.min(bytes, Math.max(1, room / LARGEST));
        Waiting late;
        synchronized (this) {
            if (used + share <= room) {
                used += share;
                return () -> leave(share);
            }
            late = new Waiting(share, Thread.currentThread(), nanoTime.getAsLong());
            newestFirst.push(late);
            wanted += share;
            lastQueued = late.since;
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

    /** False when it was admitted meanwhile. Those who give up are mostly the oldest. */
    private synchronized boolean givesUp(Waiting late) {
        boolean waited = newestFirst.removeLastOccurrence(late);
        if (waited) {
            wanted -= late.share;
        }
        return waited;
    }

    private synchronized void leave(long share) {
        used -= share;
        long now = nanoTime.getAsLong();
        if (now - lastLeft > patience.toNanos() / STALLS) {
            stalledUntil = now;
        }
        lastLeft = now;
        Waiting next = newestFirst.peek();
        while (next != null && used + next.share <= room && isTurnOf(next, now)) {
            newestFirst.pop();
            wanted -= next.share;
            used += next.share;
            next.admitted = true;
            LockSupport.unpark(next.thread);
            next = newestFirst.peek();
        }
    }

    private boolean isTurnOf(Waiting newest, long now) {
        long waited = now - Math.max(newest.since, stalledUntil);
        return used == 0
                || isMoment(waited)
                || !isMoment(now - lastQueued)
                || (wanted <= room / 2 && !isMoment(waited / 2));
    }

    private boolean isMoment(long nanos) {
        return nanos <= patience.toNanos() / MOMENTS;
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
