package io.streamwheel.ingest.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param refresh pause between two readings of the keys; so long may a revoked key still work
 */
@ConfigurationProperties("streamwheel.ingest.keys")
record KeySettings(@DefaultValue("2s") Duration refresh) {

    KeySettings {
        if (!refresh.isPositive()) {
            throw new IllegalArgumentException("refresh must be positive: " + refresh);
        }
    }
}
