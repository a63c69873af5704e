package io.streamwheel.analysis.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of people, best first.
 *
 * @param fallback whether something else than what was asked for had to do
 * @param model how people are ranked; {@code null} where nobody follows anybody
 * @param reason why the list is empty, in words; {@code null} where it is not
 */
public record PeopleAnswer(
        Strategy strategy,
        boolean fallback,
        @Nullable PeopleModel model,
        List<Person> people,
        @Nullable String reason) {

    /** Where a list comes from. */
    public enum Strategy {
        PEOPLE,
        SIMILAR,
        POPULAR,
        NONE
    }

    /**
     * @param common some of the connections that both have
     * @param commonCount how many there are
     * @param items some of what both did something with, the rarest first
     */
    public record Person(
            String userId,
            double score,
            List<String> common,
            int commonCount,
            List<String> items) {}
}
