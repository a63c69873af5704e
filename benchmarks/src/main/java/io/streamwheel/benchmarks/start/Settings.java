package io.streamwheel.benchmarks.start;

import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param services whose starts
 * @param further options for the JVM, each behind the service's own; the empty one is first
 * @param idle how long a service that is ready is left alone before its memory is looked at
 */
record Settings(
        Map<Service, Path> jars,
        Map<Service, String> options,
        List<Service> services,
        List<String> further,
        int rounds,
        Duration idle) {

    Settings {
        jars = Map.copyOf(jars);
        options = Map.copyOf(options);
        services = List.copyOf(services);
        further = List.copyOf(further);
        if (rounds < 1 || services.isEmpty() || idle.isNegative()) {
            throw new IllegalArgumentException("a round and a service are the least");
        }
    }

    static Settings parse(String[] arguments) {
        ServiceArguments given = new ServiceArguments();
        List<Service> services = new ArrayList<>();
        List<String> further = new ArrayList<>(List.of(""));
        int rounds = 5;
        int idle = 5;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--service" -> services.add(Service.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--also" -> further.add(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--idle" -> idle = Integer.parseInt(value);
                default -> {
                    if (!given.take(arguments[i], value)) {
                        throw new IllegalArgumentException("unknown: " + arguments[i]);
                    }
                }
            }
        }
        return new Settings(
                given.jars(),
                given.options(),
                services.isEmpty() ? List.of(Service.values()) : services,
                further,
                rounds,
                Duration.ofSeconds(idle));
    }
}
