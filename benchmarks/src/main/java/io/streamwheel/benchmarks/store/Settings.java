package io.streamwheel.benchmarks.store;

import java.util.HashMap;
import java.util.Map;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param url a database without tables of the product; empty to start one
 * @param events how many one turn stores
 * @param batch events in one transaction
 * @param writers how many write at the same time
 * @param duplicates share of the events that come a second time, 0 to 1
 * @param statements whether the time of each statement is told
 * @param rows written to the tables for a second measurement; 0 for none
 */
record Settings(
        String url,
        String user,
        String password,
        int events,
        int batch,
        int writers,
        int rounds,
        int users,
        int items,
        double duplicates,
        boolean statements,
        long rows) {

    Settings {
        if (events < batch || batch < 1 || writers < 1 || rounds < 1 || users < 1 || items < 1) {
            throw new IllegalArgumentException(
                    "at least one batch, writer, round, user and item are needed");
        }
        if (rows < 0) {
            throw new IllegalArgumentException("--rows is not below 0: " + rows);
        }
        if (!(duplicates >= 0 && duplicates < 1)) {
            throw new IllegalArgumentException("--duplicates is a share below 1: " + duplicates);
        }
    }

    Settings with(double share) {
        return new Settings(
                url,
                user,
                password,
                events,
                batch,
                writers,
                rounds,
                users,
                items,
                share,
                statements,
                rows);
    }

    static Settings parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "arguments come as --name value: " + arguments[i]);
            }
            given.put(arguments[i].substring(2), arguments[i + 1]);
        }
        Settings settings =
                new Settings(
                        take(given, "url", ""),
                        take(given, "user", System.getProperty("user.name")),
                        take(given, "password", ""),
                        Integer.parseInt(take(given, "events", "200000")),
                        Integer.parseInt(take(given, "batch", "1000")),
                        Integer.parseInt(take(given, "writers", "2")),
                        Integer.parseInt(take(given, "rounds", "3")),
                        Integer.parseInt(take(given, "users", "50000")),
                        Integer.parseInt(take(given, "items", "10000")),
                        Double.parseDouble(take(given, "duplicates", "0")),
                        Boolean.parseBoolean(take(given, "statements", "false")),
                        Long.parseLong(take(given, "rows", "0")));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown: --" + String.join(", --", given.keySet()));
        }
        return settings;
    }

    private static String take(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }
}
