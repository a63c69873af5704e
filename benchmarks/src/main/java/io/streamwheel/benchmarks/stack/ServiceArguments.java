package io.streamwheel.benchmarks.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each service is run from and with: this build and the image's options, unless arguments say
 * otherwise.
 */
public final class ServiceArguments {

    private final Map<Service, Path> jars = new EnumMap<>(Service.class);
    private final Map<Service, String> options = new EnumMap<>(Service.class);

    public ServiceArguments() {
        for (Service service : Service.values()) {
            jars.put(service, service.jar());
            options.put(service, service.options());
        }
    }

    /**
     * Takes {@code --ingest JAR}, {@code --ingest-options OPTIONS} and those of the others.
     *
     * @return false when it is no such argument
     */
    public boolean take(String argument, String value) {
        for (Service service : Service.values()) {
            if (argument.equals("--" + service.slug())) {
                jars.put(service, Path.of(value));
                return true;
            }
            if (argument.equals("--" + service.slug() + "-options")) {
                options.put(service, value);
                return true;
            }
        }
        return false;
    }

    public Map<Service, Path> jars() {
        return Map.copyOf(jars);
    }

    /** For the JVM of each. */
    public Map<Service, String> options() {
        return Map.copyOf(options);
    }
}
