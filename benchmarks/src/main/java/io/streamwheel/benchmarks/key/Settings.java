package io.streamwheel.benchmarks.key;

import java.util.HashMap;
import java.util.Map;

/**
 * What is measured, from {@code --name value} arguments.
 *
 * @param url a scratch database; the schema {@code key_design} in it is made and dropped
 * @param rows the history before the full measurement
 * @param days over how many days of receipt the history is spread
 * @param inserts how many events one round adds
 * @param rounds how often each design is measured, in turns
 * @param seconds after this time no further round begins; also the limit of one statement
 */
record Settings(
        String url, String user, long rows, int days, int inserts, int rounds, long seconds) {

    Settings {
        if (rows < days || days < 3 || inserts < 1_000 || rounds < 1 || seconds < 1) {
            throw new IllegalArgumentException(
                    "at least 3 days, a row a day, 1,000 inserts and a round are needed");
        }
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
        return new Settings(
                given.getOrDefault("url", "jdbc:postgresql://127.0.0.1/scratch"),
                given.getOrDefault("user", System.getProperty("user.name")),
                Long.parseLong(given.getOrDefault("rows", "5000000")),
                Integer.parseInt(given.getOrDefault("days", "20")),
                Integer.parseInt(given.getOrDefault("inserts", "200000")),
                Integer.parseInt(given.getOrDefault("rounds", "3")),
                Long.parseLong(given.getOrDefault("seconds", "900")));
    }
}
