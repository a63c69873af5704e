package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param jars boot jars
 * @param options of each service's JVM
 * @param interactions of the past, about
 * @param rate lists that are asked for in a second
 * @param connections kept open by whoever asks; more requests than these are not under way at once
 * @param warmUp seconds of asking before the first round
 * @param seconds of asking while nothing else goes on
 * @param rounds how often everything is measured
 * @param builds that end in each part in which models are built
 * @param events that come in each second in the last part of a round; 0: there is none
 */
record Settings(
        Map<Service, Path> jars,
        Map<Service, String> options,
        int interactions,
        int users,
        int items,
        int rate,
        int connections,
        int warmUp,
        int seconds,
        int rounds,
        int builds,
        int events) {

    Settings {
        jars = Map.copyOf(jars);
        options = Map.copyOf(options);
        if (interactions < 1 || users < 1 || items < Past.CATEGORIES) {
            throw new IllegalArgumentException(
                    "an interaction, a user and " + Past.CATEGORIES + " items are the least");
        }
        if (rate < 1 || connections < 1 || seconds < 1 || rounds < 1 || builds < 1) {
            throw new IllegalArgumentException(
                    "a list a second, a connection, a second, a round and a build are the least");
        }
        if (warmUp < 0 || events < 0) {
            throw new IllegalArgumentException("neither --warm-up nor --events may be below 0");
        }
    }

    static Settings parse(String[] arguments) {
        ServiceArguments services = new ServiceArguments();
        int interactions = 1_000_000;
        int users = 6_000;
        int items = 3_700;
        int rate = 500;
        int connections = 64;
        int warmUp = 30;
        int seconds = 30;
        int rounds = 3;
        int builds = 1;
        int events = 3_000;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--interactions" -> interactions = Integer.parseInt(value);
                case "--users" -> users = Integer.parseInt(value);
                case "--items" -> items = Integer.parseInt(value);
                case "--rate" -> rate = Integer.parseInt(value);
                case "--connections" -> connections = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--builds" -> builds = Integer.parseInt(value);
                case "--events" -> events = Integer.parseInt(value);
                default -> {
                    if (!services.take(arguments[i], value)) {
                        throw new IllegalArgumentException("unknown: " + arguments[i]);
                    }
                }
            }
        }
        return new Settings(
                services.jars(),
                services.options(),
                interactions,
                users,
                items,
                rate,
                connections,
                warmUp,
                seconds,
                rounds,
                builds,
                events);
    }
}
