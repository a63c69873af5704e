package io.streamwheel.standalone;

import java.util.Map;

/**
 * What a start needs to know.
 *
 * @param environment variables, as the services read them
 * @param properties Spring properties for all three services; a broker or a database named there is
 *     used instead of an embedded one
 */
public record Settings(
        CommandLine commandLine, Map<String, String> environment, Map<String, Object> properties) {

    public Settings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    boolean namesBroker() {
        return isNamed("SPRING_RABBITMQ_HOST", "spring.rabbitmq.host")
                || isNamed("SPRING_RABBITMQ_ADDRESSES", "spring.rabbitmq.addresses");
    }

    boolean namesDatabase() {
        return isNamed("SPRING_DATASOURCE_URL", "spring.datasource.url");
    }

    private boolean isNamed(String variable, String property) {
        return !environment.getOrDefault(variable, "").isEmpty()
                || properties.containsKey(property);
    }
}
