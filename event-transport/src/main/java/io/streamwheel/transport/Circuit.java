package io.streamwheel.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a consumer whose events fail too often before more of them become dead letters: opens when
 * more than a share of the events within a window are suspect (see {@link Judgements}), lets one
 * batch through as a probe when a pause is over, and closes when that goes well.
 *
 * <p>A probe is carried out whatever is in it, so that bad messages at the head of a queue do not
 * stand there for ever; when it goes badly the circuit opens again, for twice as long. A person who
 * closes it takes the responsibility: it does not open again for as long as a pause.
 *
 * <p>A handler asks for a {@link Pass} before it begins, shows it its judgements before anything
 * becomes a dead letter, and hands it back when the batch is safe. Shared by all threads of a
 * consumer.
 */
public final class Circuit {

    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    /** How long a probe may take until another batch may be one. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(30);

    private final String queue;
    private final CircuitSettings settings;
    private final Clock clock;
    private final CircuitWindow window;
    private State state = State.CLOSED;
    private Instant until = Instant.MIN;
    private Duration pause;
    private String cause = "";

    /**
     * @param queue of the consumer that it stops, for the log
     */
    public Circuit(String queue, CircuitSettings settings, Clock clock) {
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.window = new CircuitWindow(settings.window());
        this.pause = settings.pause();
    }

    /** Where it stands. */
    public enum State {
        CLOSED,
        /** Nothing passes. */
        OPEN,
        /** One batch passes, as a probe. */
        HALF_OPEN
    }

    /**
     * Before a batch is begun.
     *
     * @throws CircuitOpenException not now
     */
    public synchronized Pass enter() {
        if (state == State.CLOSED) {
            return new Pass(false);
        }
        if (clock.instant().isBefore(until)) {
            throw new CircuitOpenException(describe());
        }
        state = State.HALF_OPEN;
        until = clock.instant().plus(PROBE_PATIENCE);
        return new Pass(true);
    }

    public synchronized State state() {
        return state;
    }

    /** In words for people. */
    public synchronized String describe() {
        return switch (state) {
            case CLOSED -> "the circuit is closed";
            case OPEN -> "the circuit is open until " + until + ": " + cause;
            case HALF_OPEN -> "the circuit waits for its probe: " + cause;
        };
    }

    /**
     * By a person, who has looked: everything passes, and for a pause's length nothing opens it.
     */
    public synchronized void close() {
        LOG.info("The circuit of {} was closed by hand", queue);
        closeNow();
        until = clock.instant().plus(settings.pause());
    }

    private void closeNow() {
        state = State.CLOSED;
        window.clear();
        pause = settings.pause();
        cause = "";
        until = Instant.MIN;
    }

    private void open(String why) {
        state = State.OPEN;
        window.clear();
        cause = why;
        until = clock.instant().plus(pause);
        LOG.error(
                "Not taking from {}, a person has to look: {} failed by what may be our own fault;"
                        + " the next attempt is in {}",
                queue,
                why,
                pause);
    }

    private synchronized void judge(Judgements judgements) {
        if (!settings.enabled() || judgements.suspects() == 0) {
            return;
        }
        if (state != State.CLOSED) { // another thread's batch opened it meanwhile
            throw new CircuitOpenException(describe());
        }
        if (isExcused()) {
            return;
        }
        Judgements recent = window.with(judgements, clock.instant());
        if (isTooMany(recent) || isEverything(judgements, recent)) {
            open(recent + " within " + settings.window());
            throw new CircuitOpenException(describe());
        }
    }

    private boolean isTooMany(Judgements recent) {
        return recent.suspects() >= settings.minimum()
                && recent.exceeds(settings.share())
                && recent.withoutWorstSite().exceeds(settings.share());
    }

    /**
     * Events differ: when the program stumbles over each of a batch, the good minute before it is
     * no comfort.
     */
    private boolean isEverything(Judgements batch, Judgements recent) {
        return batch.suspects() >= settings.minimum()
                && batch.suspects() == batch.judged()
                && (!batch.isOfOneSite() || recent.isOfOneSite());
    }

    /** For a while after a person has closed it. */
    private boolean isExcused() {
        return clock.instant().isBefore(until);
    }

    private synchronized void finished(Judgements judgements, boolean probe) {
        if (state == State.CLOSED) {
            if (settings.enabled() && !isExcused()) {
                window.add(judgements, clock.instant());
            }
        } else if (probe && judgements.judged() == 0) {
            until = clock.instant(); // it says nothing; the next batch is the probe
        } else if (probe && judgements.exceeds(settings.share())) {
            pause = settings.after(pause);
            open(judgements + " of a probe");
        } else if (probe) {
            LOG.info("The circuit of {} is closed: a probe went well", queue);
            closeNow();
        }
    }

    /** The way of one batch through the circuit. */
    public final class Pass {

        private final boolean probe;

        private Pass(boolean probe) {
            this.probe = probe;
        }

        /**
         * Before anything of the batch becomes a dead letter.
         *
         * @throws CircuitOpenException this batch makes it too many
         */
        public void judge(Judgements judgements) {
            if (!probe) {
                Circuit.this.judge(judgements);
            }
        }

        /** When all of it is safe. A batch that is tried again is counted once by this. */
        public void finished(Judgements judgements) {
            Circuit.this.finished(judgements, probe);
        }
    }
}
