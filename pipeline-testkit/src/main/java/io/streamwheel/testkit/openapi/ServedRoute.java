package io.streamwheel.testkit.openapi;

import java.util.Set;

/**
 * What a handler tells of the parameters that it reads.
 *
 * @param readsMore whether it gets the request itself or the whole query, so that it may read
 *     further ones
 */
public record ServedRoute(Set<String> path, Set<String> query, boolean readsMore) {}
