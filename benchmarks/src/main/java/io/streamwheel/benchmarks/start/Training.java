package io.streamwheel.benchmarks.start;

import io.streamwheel.benchmarks.stack.Service;
import java.util.Map;

/** The environment in which an AOT cache is made, as the Dockerfile has it. */
final class Training {

    /** Ends the process when all its beans are made and before anything is started. */
    static final String END = "-Dspring.context.exit=onRefresh";

    private static final Map<String, String> NO_DATABASE =
            Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/none");
    private static final Map<String, String> NO_TABLES =
            Map.of(
                    "SPRING_DATASOURCE_URL",
                    "jdbc:postgresql://127.0.0.1:1/none",
                    "SPRING_DATASOURCE_HIKARI_INITIALIZATIONFAILTIMEOUT",
                    "-1",
                    "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT",
                    "250",
                    "SPRING_FLYWAY_ENABLED",
                    "false");

    private Training() {}

    static Map<String, String> environment(Service service) {
        return switch (service) {
            case INGEST -> NO_DATABASE;
            case TRANSFORM -> Map.of();
            case ANALYSIS -> NO_TABLES;
        };
    }
}
