package io.streamwheel.analysis.console.pipeline;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Why this process does not take from its queues, as the management port says it too. */
public record LinksInWords(HealthIndicator links) implements Supplier<String> {

    /** Empty when all is well. */
    @Override
    public String get() {
        Health health = links.health(true);
        if (health == null || health.getStatus().equals(Status.UP)) {
            return "";
        }
        return String.valueOf(health.getDetails().getOrDefault("cause", health.getStatus()));
    }
}
