package io.streamwheel.analysis.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * Ranks items for the next click of a session, by the newest sessions that have an item in common
 * with it: vector multiplication session-based kNN (Ludewig and Jannach, "Evaluation of
 * session-based recommendation algorithms", 2018) with the idea of STAN (Garg et al., "Sequence and
 * time aware neighborhood for session-based recommendations", 2019) that what was clicked right
 * beside the common item says more.
 *
 * <pre>
 * freshness(j)  = exp(-j / {@value #FADING}), the newest item of the session at hand being j = 0
 * likeness(s)   = 1 / (1 + j of the newest common item) * sum over the common items of freshness(j) * rarity
 * closeness(d)  = 1 / (1 + d / {@value #REACH}), d clicks before or after the last place of the
 *                 newest common item; {@value #SAME} for that click itself
 * score(i)      = rarity(i) * sum over sessions of likeness * closeness of the first place of i
 * </pre>
 *
 * <p>Safe for many threads; each call borrows a buffer, so that none is allocated per item, session
 * or click.
 */
public final class SessionScorer {

    /** Older items of the session at hand are not looked at. */
    public static final int MAX_PREFIX = 20;

    static final double FADING = 2;
    static final double REACH = 0.5;
    static final double SAME = 0.5;

    private static final int IDLE_BUFFERS = 16;

    private final SessionIndex index;
    private final int neighborhoodSize;
    private final Queue<SessionScores> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param neighborhoodSize newest sessions with an item in common that speak
     */
    public SessionScorer(SessionIndex index, int neighborhoodSize) {
        this.index = index;
        this.neighborhoodSize = neighborhoodSize;
    }

    public SessionIndex index() {
        return index;
    }

    /**
     * The best items; none where no session has an item in common.
     *
     * @param prefix item numbers of the session at hand, each once, the newest first
     * @param allowed which item numbers may be in the answer
     */
    public List<Scored> best(int[] prefix, int limit, IntPredicate allowed) {
        SessionScores scores = idle.poll();
        if (scores == null) {
            scores = new SessionScores(index, neighborhoodSize);
        }
        try {
            scores.hear(prefix);
            int[] best = scores.best(limit, allowed);
            float[][] parts = scores.parts(best);
            List<Scored> answer = new ArrayList<>(best.length);
            for (int i = 0; i < best.length; i++) {
                answer.add(new Scored(best[i], scores.of(best[i]), parts[i]));
            }
            return answer;
        } finally {
            scores.clear();
            if (idle.size() < IDLE_BUFFERS) {
                idle.offer(scores);
            }
        }
    }

    /** How much the item at a place of the session counts, from 0 for the newest. */
    static float freshness(int place) {
        return (float) Math.exp(-place / FADING);
    }

    /** How much a click says, so many clicks from the common item. */
    static float closeness(int clicks) {
        return (float) (clicks == 0 ? SAME : 1 / (1 + clicks / REACH));
    }

    /**
     * One item of an answer.
     *
     * @param item its number
     * @param parts how much of the score each item of the prefix is the cause of, as far as it is
     *     looked at
     */
    public record Scored(int item, float score, float[] parts) {}
}
