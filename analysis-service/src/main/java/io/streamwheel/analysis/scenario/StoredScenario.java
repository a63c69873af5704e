package io.streamwheel.analysis.scenario;

import java.time.Instant;

/**
 * A scenario as it is stored.
 *
 * @param updatedAt when it was put last, by the database's clock
 */
public record StoredScenario(Scenario scenario, Instant updatedAt) {}
