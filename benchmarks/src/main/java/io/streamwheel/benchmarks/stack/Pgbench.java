package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, in a database that it has filled. */
public final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");
    private static final Duration END = Duration.ofMinutes(2);
    private static final String SCALE = "10"; // a million rows, which memory holds

    private final PrivateDatabase database;
    private final Scratch scratch;

    private Pgbench(PrivateDatabase database, Scratch scratch) {
        this.database = database;
        this.scratch = scratch;
    }

    /** Makes its tables. */
    public static Pgbench in(PrivateDatabase database, Scratch scratch)
            throws IOException, InterruptedException {
        Pgbench pgbench = new Pgbench(database, scratch);
        pgbench.run(List.of("-i", "-q", "-s", SCALE), 0);
        return pgbench;
    }

    /** Transactions a second, each a row by its key, over so many connections. */
    public double select(int connections, int seconds) throws IOException, InterruptedException {
        String clients = String.valueOf(connections);
        String time = String.valueOf(seconds);
        return rate(run(List.of("-n", "-S", "-M", "prepared", "-c", clients, "-T", time), seconds));
    }

    static double rate(String output) {
        Matcher found = RATE.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("pgbench says: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private String run(List<String> arguments, int seconds)
            throws IOException, InterruptedException {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of("pgbench"));
        command.addAll(arguments);
        command.addAll(List.of("-h", server.getHost(), "-p", String.valueOf(server.getPort())));
        command.addAll(List.of("-U", database.user(), server.getPath().substring(1)));
        Child child;
        try {
            child =
                    Child.start(
                            scratch,
                            "pgbench",
                            scratch.directory(),
                            command,
                            Map.of("PGPASSWORD", database.password()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "pgbench is missing: apt-get install postgresql-contrib or postgresql", e);
        }
        child.finish(END.plusSeconds(seconds));
        return child.output();
    }
}
