package io.streamwheel.analysis.profile;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is and counts what that person did. */
@FunctionalInterface
public interface ProfileReader {

    /**
     * @param id a user id or an anonymous id
     * @return empty when nothing was ever stored of that id
     */
    Optional<Person> find(SiteId site, String id);

    /** Ids and counts of one person. */
    record Person(
            @Nullable String userId,
            List<String> anonymousIds,
            Instant firstSeen,
            Instant lastSeen,
            Map<String, Long> events) {}
}
