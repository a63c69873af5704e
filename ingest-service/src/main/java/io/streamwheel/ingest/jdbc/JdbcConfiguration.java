package io.streamwheel.ingest.jdbc;

import io.streamwheel.ingest.key.KeyRingSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the reading of keys together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class JdbcConfiguration {

    @Bean(destroyMethod = "close")
    KeyRingKeeper keyRingKeeper(JdbcClient jdbc, KeySettings settings) {
        return new KeyRingKeeper(new KeyTable(jdbc)::read, settings.refresh());
    }

    @Bean
    HealthIndicator keyRingHealthIndicator(KeyRingSource keys) {
        return new KeyRingHealth(keys);
    }
}
