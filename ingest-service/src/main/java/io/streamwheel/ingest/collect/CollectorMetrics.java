package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.problem.Problem;

/**
 * What the collector counts. All but refusals are events, and at rest these equations hold:
 *
 * <pre>
 * received = accepted + rejected
 * accepted = published + unpublished
 * </pre>
 *
 * {@code published} is what was answered with 202. {@code unpublished} was answered with 503: the
 * broker may still have it, and the client will send it again under the same id.
 */
public interface CollectorMetrics {

    /** A readable request came apart into acceptable events and others. */
    void judged(int accepted, int rejected);

    /** The broker has confirmed these. */
    void published(int events);

    /** These were accepted but not confirmed in time. */
    void unpublished(int events);

    /** A request was refused as a whole. */
    void refused(Problem reason);
}
