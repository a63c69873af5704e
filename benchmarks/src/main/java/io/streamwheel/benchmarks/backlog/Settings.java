package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.flow.Pipeline.Builds;
import io.streamwheel.benchmarks.stack.ServiceArguments;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param builds of the services
 * @param events that wait before transform and analysis start
 * @param batch events in each request
 * @param connections kept open by the load generator
 * @param rounds how often the steady rate is measured
 * @param seconds how long the load of such a round lasts
 * @param warmUp events that are stored before the first round
 */
record Settings(
        Builds builds,
        int events,
        int batch,
        int connections,
        int rounds,
        int seconds,
        int warmUp) {

    private static final int MOST_IN_A_REQUEST = 500;

    Settings {
        if (events < 1 || connections < 1 || rounds < 1 || seconds < 1 || warmUp < 0) {
            throw new IllegalArgumentException(
                    "an event, a connection, a round and a second are the least");
        }
        if (batch < 1 || batch > MOST_IN_A_REQUEST) {
            throw new IllegalArgumentException(
                    "the door takes 1 to " + MOST_IN_A_REQUEST + " events, not " + batch);
        }
    }

    static Settings parse(String[] arguments) {
        ServiceArguments services = new ServiceArguments();
        int events = 1_000_000;
        int batch = 50;
        int connections = 64;
        int rounds = 3;
        int seconds = 20;
        int warmUp = 500_000;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--events" -> events = Integer.parseInt(value);
                case "--batch" -> batch = Integer.parseInt(value);
                case "--connections" -> connections = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                default -> {
                    if (!services.take(arguments[i], value)) {
                        throw new IllegalArgumentException("unknown: " + arguments[i]);
                    }
                }
            }
        }
        return new Settings(
                Builds.of(services), events, batch, connections, rounds, seconds, warmUp);
    }
}
