package io.streamwheel.benchmarks.evaluate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated, from {@code --name value} arguments.
 *
 * @param data a file of interactions, or {@code null} where they are generated
 * @param columns of a file without a header
 * @param generator of interactions, or {@code null} where there is a file
 * @param peers the directory of those to compare with; each of its directories with a {@code
 *     pom.xml} is one
 * @param only of the peers, by name; none is run without a name here
 * @param own methods, and {@link OwnContender#BUILD}
 * @param rounds how often each contender is run, in turns
 * @param threads that each contender may use
 * @param heap of each JVM, as {@code -Xmx} takes it
 * @param limit of one contender's round
 * @param peerJava the Java that runs peers
 * @param results where the report is written
 */
record Settings(
        @Nullable Path data,
        Columns columns,
        @Nullable Generator generator,
        Path peers,
        List<String> only,
        List<String> own,
        int rounds,
        int threads,
        String heap,
        Duration limit,
        Path peerJava,
        Path results) {

    private static final List<String> OWN =
            List.of("cosine", "llr", "rp3beta", "ease", OwnContender.BUILD);

    Settings {
        if ((data == null) == (generator == null)) {
            throw new IllegalArgumentException("one of --data FILE and --generate SIZES is needed");
        }
        if (rounds < 1 || threads < 1 || limit.toSeconds() < 1) {
            throw new IllegalArgumentException("a round, a thread and a second are the least");
        }
        if (!heap.matches("[1-9][0-9]*[kmgKMG]?")) {
            throw new IllegalArgumentException("--heap must be as in 1g or 512m: " + heap);
        }
        if (!OWN.containsAll(own)) {
            throw new IllegalArgumentException("--own must be among " + OWN + ": " + own);
        }
        only = List.copyOf(only);
        own = List.copyOf(own);
    }

    static Settings parse(String[] arguments) {
        Path data = null;
        Columns columns = Columns.WITHOUT_HEADER;
        Generator generator = null;
        Path peers = Path.of("benchmarks", "peers");
        List<String> only = List.of("lenskit", "mahout", "spark");
        List<String> own = OWN;
        int rounds = 1;
        int threads = Runtime.getRuntime().availableProcessors();
        String heap = "1g";
        int limit = 900;
        Path peerJava = Java.forPeers();
        Path results = Path.of("benchmarks", "results");
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--data" -> data = Path.of(value);
                case "--columns" -> columns = columns(value);
                case "--generate" -> generator = Generator.parse(value);
                case "--peers" -> only = names(value);
                case "--peers-in" -> peers = Path.of(value);
                case "--own" -> own = names(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--heap" -> heap = value;
                case "--limit" -> limit = Integer.parseInt(value);
                case "--peer-java" -> peerJava = Path.of(value);
                case "--results" -> results = Path.of(value);
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        return new Settings(
                data,
                columns,
                generator,
                peers,
                only,
                own,
                rounds,
                threads,
                heap,
                Duration.ofSeconds(limit),
                peerJava,
                results);
    }

    private static Columns columns(String value) {
        List<String> names = names(value);
        return Optional.of(names)
                .filter(Columns::isHeader)
                .flatMap(Columns::of)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--columns must name user, item and timestamp: " + value));
    }

    private static List<String> names(String value) {
        return value.equals("none")
                ? List.of()
                : Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    /** In words. */
    String source() {
        return generator != null
                ? String.format(
                        Locale.ROOT,
                        "generated, %,d interactions of %,d users with %,d items, seed %d",
                        generator.interactions(),
                        generator.users(),
                        generator.items(),
                        generator.seed())
                : String.valueOf(data);
    }
}
