package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.scan.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a request that was not accepted.
 *
 * @param index its place in the request, from 0
 * @param id its event id, when it has an acceptable one
 */
public record Rejection(int index, @Nullable String id, Violation violation) {}
