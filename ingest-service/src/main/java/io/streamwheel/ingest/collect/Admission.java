package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How much is worked on at once; the rest waits, first come, first served, as long as that is
 * prompt: within an eighth of the patience. While there is room for all nobody waits. In an
 * overload some must be refused: who could not be prompt is passed over for those who still can, so
 * that all who are answered are prompt (controlled delay: Nichols and Jacobson, "Controlling Queue
 * Delay", ACM Queue 10(5), 2012).
 *
 * <p>Who is passed over has its turn when no one else waits and little is wanted: what waits would
 * fit into half of the room, or for a moment nobody had to wait, or nothing is in hand. Else it is
 * refused when the patience is over and not before: who is refused comes back at once. A stall of
 * the broker is no overload: when it ends, whoever waited through it counts as having just come.
 */
public final class Admission {

    /** An eighth of the patience is prompt; when nothing is done with for longer, it is a stall. */
    private static final int PROMPT = 8;

    /** A twentieth of the patience is a moment. */
    private static final int MOMENTS = 20;

    /** A large body counts as a part of the room: it would else wait until all others are gone. */
    private static final int LARGEST = 8;

    private final long room;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /** Who may still be prompt, in the order of arrival. */
    private final Deque<Waiting> line = new ArrayDeque<>();

    /** Who came before them and is not prompt any more, in the order of arrival. */
    private final Deque<Waiting> passedOver = new ArrayDeque<>();

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
            admit(nanoTime.getAsLong());
            if (line.isEmpty() && used + share <= room) {
                used += share;
                return () -> leave(share);
            }
            late = new Waiting(share, Thread.currentThread(), nanoTime.getAsLong());
            line.add(late);
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
        return line.size() + passedOver.size();
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
        boolean waited = passedOver.remove(late) || line.remove(late);
        if (waited) {
            wanted -= late.share;
            admit(nanoTime.getAsLong());
        }
        return waited;
    }

    private synchronized void leave(long share) {
        used -= share;
        long now = nanoTime.getAsLong();
        if (now - lastLeft > patience.toNanos() / PROMPT) {
            stalledUntil = now;
            takeBackWhoIsPassedOver();
        }
        lastLeft = now;
        admit(now);
    }

    private void admit(long now) {
        Deque<Waiting> turn = turn(now);
        while (turn.peek() instanceof Waiting next && used + next.share <= room) {
            turn.remove();
            wanted -= next.share;
            used += next.share;
            next.admitted = true;
            LockSupport.unpark(next.thread);
            turn = turn(now);
        }
    }

    private void takeBackWhoIsPassedOver() {
        while (passedOver.peekLast() instanceof Waiting newest) {
            passedOver.removeLast();
            line.addFirst(newest);
        }
    }

    /** Whose first one is next, if there is one. */
    private Deque<Waiting> turn(long now) {
        while (line.peek() instanceof Waiting oldest && !isPrompt(oldest, now)) {
            passedOver.add(line.remove());
        }
        return line.isEmpty() && isQuiet(now) ? passedOver : line;
    }

    private boolean isPrompt(Waiting one, long now) {
        return now - Math.max(one.since, stalledUntil) <= patience.toNanos() / PROMPT;
    }

    private boolean isQuiet(long now) {
        return used == 0 || wanted <= room / 2 || now - lastQueued > patience.toNanos() / MOMENTS;
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
