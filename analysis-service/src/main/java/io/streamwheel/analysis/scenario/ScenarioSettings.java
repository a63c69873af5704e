package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.history.Exclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site says of a scenario.
 *
 * @param rules in no order that matters
 * @param lambda how much relevance counts against difference from what is above, 0 to 1; 1 is
 *     relevance alone
 * @param maxPerCategory most items of one category in a list; 0 for any number
 * @param exclude what personal lists leave out where the request does not say; {@code null} for
 *     what they leave out anyway
 * @param relax whether must-have rules that no item meets are dropped, rather than to answer
 *     nothing
 */
public record ScenarioSettings(
        List<Rule> rules,
        double lambda,
        Exploration exploration,
        int maxPerCategory,
        @Nullable Exclude exclude,
        boolean relax) {

    /** Lists as they are without anybody's wishes. */
    public static final ScenarioSettings PLAIN =
            new ScenarioSettings(List.of(), 1, Exploration.NONE, 0, null, false);

    public ScenarioSettings {
        rules = List.copyOf(rules);
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda must be 0 to 1: " + lambda);
        }
        if (maxPerCategory < 0) {
            throw new IllegalArgumentException(
                    "maxPerCategory must be 0 or more: " + maxPerCategory);
        }
    }
}
