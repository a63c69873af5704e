package io.streamwheel.ingest.jdbc;

import io.streamwheel.ingest.key.KeyRingSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready once the keys were read. */
final class KeyRingHealth implements HealthIndicator {

    private final KeyRingSource keys;

    KeyRingHealth(KeyRingSource keys) {
        this.keys = keys;
    }

    @Override
    public Health health() {
        return keys.current().isPresent()
                ? Health.up().build()
                : Health.down().withDetail("cause", "no key was read since the start").build();
    }
}
