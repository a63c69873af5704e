package io.streamwheel.testkit;

import java.util.Map;

/** One empty database. The user owns it and may make roles. */
public record TestDatabase(String jdbcUrl, String username, String password) {

    /** {@code spring.datasource.*} properties. */
    public Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", jdbcUrl,
                "spring.datasource.username", username,
                "spring.datasource.password", password);
    }
}
