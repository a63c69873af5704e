package io.streamwheel.analysis.precompute;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.recommend.StoredList;
import java.time.Instant;

/**
 * A list made beforehand.
 *
 * @param recommendationId what came of it is told by this
 * @param group as {@code visitor_group} has it
 */
public record UserList(
        Person person,
        String recommendationId,
        String strategy,
        String group,
        Instant computedAt,
        StoredList list) {}
