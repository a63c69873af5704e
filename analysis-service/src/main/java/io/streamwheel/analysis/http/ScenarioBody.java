package io.streamwheel.analysis.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streamwheel.analysis.scenario.Exploration;
import io.streamwheel.analysis.scenario.Rule;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.scenario.StoredScenario;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A scenario as the interface shows it: what was put, and what was left to the defaults. */
record ScenarioBody(
        String name,
        long version,
        Instant updatedAt,
        List<RuleBody> rules,
        Diversity diversity,
        ExplorationBody exploration,
        @Nullable Integer maxPerCategory,
        @Nullable String exclude,
        boolean relax) {

    static ScenarioBody of(StoredScenario stored) {
        ScenarioSettings settings = stored.scenario().settings();
        Exploration exploration = settings.exploration();
        return new ScenarioBody(
                stored.scenario().name(),
                stored.scenario().version(),
                stored.updatedAt(),
                settings.rules().stream().map(RuleBody::of).toList(),
                new Diversity(settings.lambda()),
                new ExplorationBody(
                        exploration.share(),
                        exploration.newWithin().toDays(),
                        exploration.maxWeight()),
                settings.maxPerCategory() == 0 ? null : settings.maxPerCategory(),
                settings.exclude() == null
                        ? null
                        : settings.exclude().name().toLowerCase(Locale.ROOT),
                settings.relax());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleBody(
            String field, List<String> values, @Nullable Float bias, @Nullable Integer pin) {

        static RuleBody of(Rule rule) {
            return rule.pin() > 0
                    ? new RuleBody(rule.field(), rule.values(), null, rule.pin())
                    : new RuleBody(rule.field(), rule.values(), rule.bias(), null);
        }
    }

    record Diversity(double lambda) {}

    record ExplorationBody(double share, long newWithinDays, double maxWeight) {}
}
