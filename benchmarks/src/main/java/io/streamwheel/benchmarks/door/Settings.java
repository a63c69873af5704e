package io.streamwheel.benchmarks.door;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param doors builds of the ingest service, in the order of their turns
 * @param echo the echo application
 * @param javaOptions options of every JVM that is measured
 * @param connections kept open by the load generator
 * @param rounds how often each application has its turn
 * @param seconds how long a turn lasts
 * @param warmUp requests that each application answers before the first round
 */
record Settings(
        List<Door> doors,
        Path echo,
        String javaOptions,
        int connections,
        int rounds,
        int seconds,
        int warmUp) {

    private static final String OPTIONS = "-Xmx1g -XX:+UseCompactObjectHeaders";

    /**
     * One build of the ingest service.
     *
     * @param options more for its JVM
     */
    record Door(Path jar, String options) {}

    Settings {
        doors = List.copyOf(doors);
        if (doors.isEmpty() || connections < 1 || rounds < 1 || seconds < 1 || warmUp < 0) {
            throw new IllegalArgumentException(
                    "a door, a connection, a round and a second are the least");
        }
    }

    static Settings parse(String[] arguments) {
        List<Door> doors = new ArrayList<>();
        Path echo = Path.of("benchmarks/target/benchmarks-echo.jar");
        String javaOptions = OPTIONS;
        int connections = 64;
        int rounds = 3;
        int seconds = 10;
        int warmUp = 150_000;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--door" -> doors.add(new Door(Path.of(value), ""));
                case "--door-options" -> {
                    if (doors.isEmpty()) {
                        throw new IllegalArgumentException("--door-options follow their --door");
                    }
                    doors.add(new Door(doors.removeLast().jar(), value));
                }
                case "--echo" -> echo = Path.of(value);
                case "--java-options" -> javaOptions = value;
                case "--connections" -> connections = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        if (doors.isEmpty()) {
            doors.add(
                    new Door(
                            Path.of("ingest-service/target/ingest-service-0.1.0-SNAPSHOT-boot.jar"),
                            ""));
        }
        return new Settings(doors, echo, javaOptions, connections, rounds, seconds, warmUp);
    }
}
