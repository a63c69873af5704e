package io.streamwheel.ingest.collect;

import java.util.List;

/**
 * What became of a readable request.
 *
 * @param accepted events that are safe now
 * @param rejected the others, in the order of the request
 */
public record Verdict(int accepted, List<Rejection> rejected) {}
